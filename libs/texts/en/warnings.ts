import type { ConfigWarning } from '@envscope/contracts/index.js';

/** What may mislead in the settings, and the cure. Each warning has its words. */
export const warnings = {
  'channel-shared':
    'Notifications of {{environments}} arrive in one {{channel}} channel. Set {{variables}} to a separate channel for each environment.',
  'no-channel':
    'No notification channel for {{environments}}: nobody is notified of incidents. Set {{variables}}, or another kind of channel.',
  'key-prefix-shared':
    '{{environments}} share a Redis and the key prefix {{keyPrefix}}, so their keys mix. Set {{variables}}.',
  'variable-unknown': '{{variables}} is not a setting and has no effect. Did you mean {{suggestion}}?',
  'variable-ignored':
    '{{variables}} is ignored: its value seems to come from another tool. Set {{suggestion}} instead.',
  'value-cut':
    'The value of {{variables}} in {{file}} ends at a #. Quote the value, or put a space before the comment.',
  'certificate-unverified':
    'Certificates are not verified ({{variables}}: {{cause}}), so an impostor could respond unnoticed. Set {{suggestion}} to the authority’s file instead.',
  'proxy-not-trusted':
    'Requests come through a proxy that {{variables}} does not name, so everyone behind it shares one address and its limits. Set {{variables}}.',
  'locations-without-effect':
    '{{variables}} has no effect: only workers check from other locations, and that takes {{suggestion}}.',
  'proxy-bypassed':
    '{{variables}} is {{cause}}, so people can open the console without the proxy that signs them in. Set {{suggestion}}.',
  'proxy-elsewhere':
    '{{variables}} is {{cause}}, where the proxy that signs people in cannot reach the console. Set {{suggestion}}.',
} as const satisfies Readonly<Record<ConfigWarning['code'], string>>;
