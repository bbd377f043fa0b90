/** Words of the pages about rules, deliveries, quiet times and channels. */
export const alerting = {
  rules: { title: 'Rules' },
  deliveries: { title: 'Deliveries' },
  quiet: { title: 'Quiet times' },
  channels: { title: 'Channels' },
} as const;
