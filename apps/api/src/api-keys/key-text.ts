import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'env_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** So many digits 32 bytes take, and a checksum of 32 bits. */
const [SECRET_LENGTH, CHECKSUM_LENGTH] = [43, 6];
const HINT_LENGTH = PREFIX.length + 4;

const KEY = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

/** A new key: `env_`, 32 random bytes and their checksum in base 62. */
export function newKey(): string {
  const secret = inBase62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH);
  return PREFIX + secret + checksumOf(secret);
}

/** Whether it can be a key at all: a scanner for secrets knows by that, and a typing error costs no look-up. */
export function isKey(text: string): boolean {
  const secret = text.slice(PREFIX.length, PREFIX.length + SECRET_LENGTH);
  return KEY.test(text) && text.endsWith(checksumOf(secret));
}

/** What is kept of a key. It is random, so that a fast hash will do. */
export function keyHashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** How a key begins, by which people recognize it. */
export function hintOf(key: string): string {
  return key.slice(0, HINT_LENGTH);
}

const checksumOf = (secret: string) => inBase62(BigInt(crc32(secret)), CHECKSUM_LENGTH);

function inBase62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, '0');
}
