import type { PersonRecord, SecondFactorRecord } from '@envscope/store/access/person-record.js';
import { randomInt } from 'node:crypto';
import { hashOfToken } from '../secret-tokens.js';

const STEP_S = 30;
/** A step before and a step after the present one: clocks differ, and people take time to type. */
const WINDOW = 1;
const CODES = 10;
/** Without those that look alike. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A new secret for an authenticator app, with the address that its QR code holds. */
export async function offerOf({
  email,
  name,
}: Pick<PersonRecord, 'email' | 'name'>): Promise<{ secret: string; uri: string }> {
  const { Secret, TOTP } = await import('otpauth');
  const secret = new Secret({ size: 20 });
  const totp = new TOTP({ issuer: 'Envscope', label: email ?? name, secret });
  return { secret: secret.base32, uri: totp.toString() };
}

/** The step of a code that is right now; null for one that is wrong. */
export async function stepOf(secret: string, code: string, nowMs: number): Promise<number | null> {
  const { Secret, TOTP } = await import('otpauth');
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: STEP_S });
  const delta = totp.validate({ token: code, window: WINDOW, timestamp: nowMs });
  return delta === null ? null : Math.floor(nowMs / 1_000 / STEP_S) + delta;
}

/** What is left of the second factor once the code was used; null where it is wrong or was used before. */
export async function afterCode(
  factor: SecondFactorRecord,
  code: string,
  nowMs: number,
): Promise<SecondFactorRecord | null> {
  if (/^\d{6}$/.test(code)) {
    const step = await stepOf(factor.secret, code, nowMs);
    return step !== null && step > factor.lastStep ? { ...factor, lastStep: step } : null;
  }
  const hash = hashOfRecoveryCode(code);
  if (!factor.recoveryCodes.includes(hash)) return null;
  return { ...factor, recoveryCodes: factor.recoveryCodes.filter((each) => each !== hash) };
}

/** Codes of 60 random bits, for people to print. */
export function newRecoveryCodes(): string[] {
  const letters = (count: number) =>
    Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: CODES }, () => `${letters(4)}-${letters(4)}-${letters(4)}`);
}

/** However it is typed: in small letters, without its lines. */
export function hashOfRecoveryCode(code: string): string {
  return hashOfToken(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
}
