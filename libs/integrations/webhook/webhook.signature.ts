import { createHmac } from 'node:crypto';

/**
 * The headers by which a receiver knows who calls: `X-Envscope-Signature` is `v1=` and the HMAC-SHA256, in hex, of
 * `<X-Envscope-Timestamp>.<body>` under the shared secret; the timestamp is in epoch seconds.
 */
export function signatureOf(body: string, secret: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-envscope-timestamp': timestamp, 'x-envscope-signature': `v1=${digest}` };
}
