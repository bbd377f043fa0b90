/** Words that the server alone writes: of the messages that it sends to a channel, and of pages before they run. */
export const messages = {
  /** The environment comes first: a phone shows little more. */
  title: '{{mark}} {{environment}}: {{headline}}',
  /** Beside each word for a state, so that it is seen before it is read. */
  mark: {
    failing: '🔴',
    degraded: '🟠',
    unknown: '⚪',
    healthy: '🟢',
    repeat: '🔔',
    test: '🔧',
  },
  named: '{{label}} ({{service}})',
  several: '{{service}} ({{count}} {{count|target|targets}})',
  /** The state now, as a headline for one target and for many. */
  open: {
    failing: '{{what}} down',
    degraded: '{{what}} degraded',
    unknown: '{{what}} unknown',
  },
  /** The same, once more. */
  still: {
    failing: '{{what}} still down',
    degraded: '{{what}} still degraded',
    unknown: '{{what}} still unknown',
  },
  over: {
    recovered: '{{what}} recovered',
    'by-hand': '{{what}} resolved manually',
    paused: '{{what}} paused',
    gone: '{{what}} no longer monitored',
    'rule-changed': '{{what}}: alert rule changed',
  },
  /** An incident that was resolved before its first notification. */
  brief: '{{what}}: brief incident, resolved after {{duration}}',
  /** The console's own connection, once it is back. */
  console: {
    over: 'Monitoring could not reach the network for {{duration}}',
    explained:
      'Nothing is known of this time: it counts neither as downtime nor as uptime. It is monitored again.',
    held: '{{environment}}: {{count}} {{count|check|checks}} not observed',
  },
  /** The queue of the workers is away. */
  queue: {
    away: '{{what}} away',
    back: '{{what}} back',
    meaning:
      'Meanwhile the console checks everything itself, and nothing comes from other locations. Concerned: {{environments}}',
  },
  /** A location of which nothing comes. */
  workers: {
    silent: '{{what}}: no check results',
    back: '{{what}}: check results again',
    meaning:
      'Meanwhile other locations check its targets, or the console itself does. Concerned: {{environments}}',
  },
  flapping: '{{what}} flapping',
  rule: '{{rule}} – {{what}}',
  ruleStill: '{{rule}} – {{what}}, still firing',
  ruleOver: '{{rule}} – {{what}}, cleared',
  /** `start` and `end` are moments, `ago` is "3 minutes ago". */
  span: '{{start}} – {{end}}, {{duration}}',
  member: '{{mark}} {{what}}: {{reason}}',
  more: '… and {{count}} more',
  /** Above the names of dependents. */
  dependents: 'Also affected: {{names}}',
  /** `what` and how many of it. */
  counted: '{{what}} ({{count}})',
  /** Above the names of targets with one reason, which is `what`. */
  alike: '{{mark}} {{what}}',
  flappingNote: 'No further notifications until it settles.',
  noted: '{{name}}: {{note}}',
  fact: {
    since: 'Since',
    severity: 'Severity',
    acknowledged: 'Acknowledged by',
    lasted: 'Duration',
    resolvedBy: 'Resolved by',
  },
  digest: {
    down: '{{count}} {{count|target|targets}} down',
    troubled: '{{count}} {{count|target|targets}} with problems',
    over: '{{count}} {{count|incident|incidents}} resolved',
    still: '{{count}} {{count|incident|incidents}} still open',
    opened: 'New: {{count}}',
    changed: 'Escalated: {{count}}',
    repeat: 'Still open: {{count}}',
    resolved: 'Resolved: {{count}}',
    brief: 'Already resolved: {{count}}',
    line: '{{mark}} {{what}}, {{ago}}',
    because: '{{mark}} {{what}}, {{ago}}: {{reason}}',
    link: 'All incidents in {{environment}}',
  },
  link: {
    incident: 'Open incident',
    vendor: 'Open {{service}}',
  },
  impaired: 'The console cannot write to its store: the history may miss this.',
  /** What a page says before its scripts run. */
  page: { asOf: 'As of {{time}}' },
  test: {
    headline: 'Test message',
    text: 'Notifications about {{environment}} arrive in this channel.',
  },
} as const;
