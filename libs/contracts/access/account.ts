import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { typedLine } from '../values/typed-text.js';
import { NewPassword } from './session.js';

const Proof = z.string().check(z.minLength(1), z.maxLength(1_024));

/** A browser that somebody is signed in with. */
export const SessionItem = z
  .object({
    id: z.string(),
    method: z.enum(['password', 'passkey', 'oidc', 'link']),
    createdAt: Instant,
    /** To the minute. */
    seenAt: Instant,
    endsAt: Instant,
    address: z.string(),
    /** As the browser calls itself. */
    agent: z.string(),
    isCurrent: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'SessionItem' });
export type SessionItem = z.infer<typeof SessionItem>;

/** A key that a device keeps in place of a password. */
export const PasskeyItem = z
  .object({ id: z.string(), name: z.string(), createdAt: Instant, usedAt: z.nullable(Instant) })
  .register(z.globalRegistry, { id: 'PasskeyItem' });

/** What somebody sees and changes of their own account. */
export const Account = z
  .object({
    hasPassword: z.boolean(),
    isSecondFactorOn: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(PasskeyItem),
    sessions: z.array(SessionItem),
  })
  .register(z.globalRegistry, { id: 'Account' });
export type Account = z.infer<typeof Account>;

/** Ends every other session of the person. */
export const PasswordChange = z
  .strictObject({ current: Proof, next: NewPassword })
  .register(z.globalRegistry, { id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** The password once more, for what a stranger at an open screen must not do. */
export const PasswordProof = z
  .strictObject({ password: Proof })
  .register(z.globalRegistry, { id: 'PasswordProof' });
export type PasswordProof = z.infer<typeof PasswordProof>;

/** What an authenticator app is given: nothing is kept of it until a code proves that it arrived. */
export const SecondFactorOffer = z
  .object({ secret: z.string(), uri: z.string() })
  .register(z.globalRegistry, { id: 'SecondFactorOffer' });
export type SecondFactorOffer = z.infer<typeof SecondFactorOffer>;

/** Turns the second factor on. */
export const SecondFactorProof = z
  .strictObject({
    secret: z.string().check(z.regex(/^[A-Z2-7]{32}$/)),
    code: z.string().check(z.trim(), z.regex(/^\d{6}$/)),
    password: Proof,
  })
  .register(z.globalRegistry, { id: 'SecondFactorProof' });
export type SecondFactorProof = z.infer<typeof SecondFactorProof>;

/** Each lets in once in place of a code; shown now and never again. */
export const RecoveryCodes = z
  .object({ codes: z.array(z.string()) })
  .register(z.globalRegistry, { id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** How many sessions were ended. */
export const EndedSessions = z.object({ ended: z.int() }).register(z.globalRegistry, { id: 'EndedSessions' });
export type EndedSessions = z.infer<typeof EndedSessions>;

/** What the browser's own functions for passkeys are given, as they want it. */
export const PasskeyOptions = z
  .object({ options: z.record(z.string(), z.unknown()) })
  .register(z.globalRegistry, { id: 'PasskeyOptions' });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

/** What the browser's own functions answered, as they gave it. */
const BrowserAnswer = z.record(z.string(), z.unknown());

/** A new passkey, with the password that the account has, if any. */
export const PasskeyDraft = z
  .strictObject({ name: typedLine(80), response: BrowserAnswer })
  .register(z.globalRegistry, { id: 'PasskeyDraft' });
export type PasskeyDraft = z.infer<typeof PasskeyDraft>;

/** Signs in by a passkey. */
export const PasskeySignIn = z
  .strictObject({ response: BrowserAnswer })
  .register(z.globalRegistry, { id: 'PasskeySignIn' });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;
