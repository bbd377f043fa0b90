import type { AlertWebhook } from '@envscope/environments/environments.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES } from '@envscope/environments/trusted-ca.js';
import { webUrl } from '@envscope/environments/web-url.js';
import * as z from 'zod';
import type { VariableReader } from '../problems.js';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const webhookUrl = webUrl().refine((text) => /^https:/i.test(text) || isOnThisMachine(text), {
  message: 'must be an https:// URL (http:// on this machine only)',
});

/** Notifications of an environment, whatever its channels: variables by stem, as those of a service. */
export const ALERTING_VARIABLES = {
  ALERT_LANGUAGE: { schema: z.enum(['ko', 'en']), example: 'ko' },
  ALERT_WEBHOOK_URL: { schema: webhookUrl, example: 'https://hooks.example.com/envscope', isSecret: true },
  ALERT_WEBHOOK_SECRET: {
    schema: z.string().min(16, 'must have at least 16 characters'),
    example: 'the output of: openssl rand -hex 32',
    isSecret: true,
  },
} as const satisfies Variables;

/** An environment's alerting by its variables; faults go to the reader. */
export function readAlerting(reader: VariableReader, suffix: string) {
  const values = reader.readAll(ALERTING_VARIABLES, suffix);
  return { language: values.ALERT_LANGUAGE ?? 'en', webhook: readWebhook(reader, suffix, values) };
}

function readWebhook(
  reader: VariableReader,
  suffix: string,
  { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret }: Partial<Record<string, string>>,
): AlertWebhook | null {
  const [urlName, secretName] = [`ALERT_WEBHOOK_URL${suffix}`, `ALERT_WEBHOOK_SECRET${suffix}`];
  if (reader.has(urlName) && !reader.has(secretName)) {
    const { example } = ALERTING_VARIABLES.ALERT_WEBHOOK_SECRET;
    const fault = `is missing: without it nobody can tell who calls ${urlName}`;
    reader.report({ variable: secretName, fault, example });
  }
  if (reader.has(secretName) && !reader.has(urlName)) {
    const { example } = ALERTING_VARIABLES.ALERT_WEBHOOK_URL;
    reader.report({ variable: urlName, fault: `is missing: ${secretName} signs what goes there`, example });
  }
  if (url === undefined || secret === undefined) return null;
  const caName = `TLS_CA_FILE${suffix}`;
  const ca = reader.read(reader.has(caName) ? caName : 'TLS_CA_FILE', CA_VARIABLES.TLS_CA_FILE);
  return { url, secret, ca };
}

function isOnThisMachine(text: string): boolean {
  return LOOPBACK.test(URL.parse(text)?.hostname ?? '');
}
