import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, describeCa, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { hostAndPortOf, isOnThisMachine, webUrl } from '@envscope/environments/web-url.js';
import * as z from 'zod';

/** A program that is notified. */
export interface WebhookSettings {
  /** May hold a secret in its path or query. */
  readonly url: string;
  /** Signs what is sent, so that the receiver knows who calls. */
  readonly secret: string;
  /** Trusted beside the public authorities. */
  readonly ca?: TrustedCa | undefined;
}

/** Where something is posted that others must not read. */
export const webhookUrl = webUrl().refine((text) => /^https:/i.test(text) || isOnThisMachine(text), {
  message: 'must be an https:// URL (http:// on this machine only)',
});

/** What signs it. */
export const webhookSecret = z.string().min(16, 'must have at least 16 characters');

export const webhookSection = defineSection({
  variables: {
    ALERT_WEBHOOK_URL: { schema: webhookUrl, example: 'https://hooks.example.com/envscope', isSecret: true },
    ALERT_WEBHOOK_SECRET: {
      schema: webhookSecret,
      example: 'the output of: openssl rand -hex 32',
      isSecret: true,
    },
    ...CA_VARIABLES,
  },
  common: {},
  // Without the secret nobody knows who calls.
  required: ['ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET'],
  requiredTogether: true,
  compose: (values): WebhookSettings => {
    return { url: values.ALERT_WEBHOOK_URL, secret: values.ALERT_WEBHOOK_SECRET, ca: values.TLS_CA_FILE };
  },
  describe: ({ url, ca }) => ({
    settings: { host: new URL(url).host, ...describeCa(ca, [url]) },
    vendorUrl: null,
    addresses: [hostAndPortOf(url)],
    calls: [{ origin: new URL(url).origin }],
  }),
});
