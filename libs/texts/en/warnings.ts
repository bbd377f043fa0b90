import type { ConfigWarning } from '@envscope/contracts/index.js';

/** What may mislead in the settings, and the cure. Each warning has its words. */
export const warnings = {
  'channel-shared':
    '{{environments}} send to the same Discord channel. Set {{variables}} to webhooks of different channels.',
  'webhook-shared':
    '{{environments}} share one Discord webhook, so their notifications mix. Set {{variables}} to separate webhooks.',
  'no-webhook':
    'No notification channel for {{environments}}: nobody is notified of incidents. Set {{variables}}.',
  'key-prefix-shared':
    '{{environments}} share a Redis and the key prefix {{keyPrefix}}, so their keys mix. Set {{variables}}.',
  'variable-unknown': '{{variables}} is not a setting and has no effect. Did you mean {{suggestion}}?',
  'variable-ignored':
    '{{variables}} is ignored: its value seems to come from another tool. Set {{suggestion}} instead.',
  'value-cut':
    'The value of {{variables}} in {{file}} ends at a #. Quote the value, or put a space before the comment.',
  'certificate-unverified':
    'Certificates are not verified ({{variables}}: {{cause}}), so an impostor could respond unnoticed. Set {{suggestion}} to the authority’s file instead.',
} as const satisfies Readonly<Record<ConfigWarning['code'], string>>;
