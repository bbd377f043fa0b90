import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as a text that fits into a link and a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: of so many random bits nobody finds it again. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
