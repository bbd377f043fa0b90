import type { ConfigWarning } from '@envscope/contracts/index.js';

/** What may mislead in the settings, and the cure. Each warning has its words. */
export const warnings = {
  'channel-shared':
    'Alerts of {{environments}} land in one Discord channel. Set {{variables}} to webhooks of different channels.',
  'webhook-shared':
    '{{environments}} use one Discord webhook, so their alerts mix. Set {{variables}} to a webhook of each one’s own.',
  'no-webhook': 'No alert channel for {{environments}}: nobody is told of outages. Set {{variables}}.',
  'key-prefix-shared':
    '{{environments}} share one Redis and the key prefix {{keyPrefix}}, so their keys cannot be told apart. Set {{variables}}.',
  'variable-unknown': '{{variables}} is not a setting and has no effect. Did you mean {{suggestion}}?',
  'variable-ignored':
    '{{variables}} holds a value that only another tool can mean, so it is ignored. Set {{suggestion}} instead.',
  'value-cut':
    'The value of {{variables}} ends where a # began in {{file}}. Put it in quotes, or a space before the remark.',
  'certificate-unverified':
    'Certificates are not verified ({{variables}}: {{cause}}), so another server may answer unnoticed. Name the authority in {{suggestion}} instead.',
} as const satisfies Readonly<Record<ConfigWarning['code'], string>>;
