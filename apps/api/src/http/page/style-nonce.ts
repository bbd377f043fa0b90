import type { Response } from 'express';
import { randomBytes } from 'node:crypto';

/** By which an answer's page may write styles: its content security policy and its page hold the same one, and no other answer's do. */
export function styleNonceOf({ locals }: Pick<Response, 'locals'>): string {
  locals['styleNonce'] ??= randomBytes(16).toString('base64');
  return locals['styleNonce'] as string;
}
