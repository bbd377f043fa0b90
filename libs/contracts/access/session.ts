import * as z from 'zod/mini';
import { refusedAs } from '../problems/field-error.js';
import { typedLine } from '../values/typed-text.js';
import { Grant } from './access.js';

/** What people type as their address, in lower case: it is a name here, and nothing is sent to it. */
export const Email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email())
  .register(z.globalRegistry, { id: 'Email', example: 'minji@example.com' });

/** How people call a person. */
export const NameOfPerson = typedLine(80);

/** Shortest and longest password, in characters as Unicode counts them. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;

const lengthOf = (text: string) => [...text.normalize('NFKC')].length;

/** A password that somebody gives: any, since what was set by an older rule has to be let in. */
const GivenPassword = z.string().check(z.minLength(1), z.maxLength(4 * LONGEST_PASSWORD));

/** A password that somebody sets. */
export const NewPassword = z.string().check(
  z.maxLength(4 * LONGEST_PASSWORD),
  z.refine(
    (text) => lengthOf(text) >= SHORTEST_PASSWORD,
    refusedAs('too-small', `At least ${SHORTEST_PASSWORD}`),
  ),
  z.refine((text) => lengthOf(text) <= LONGEST_PASSWORD, refusedAs('too-big', `At most ${LONGEST_PASSWORD}`)),
);

/** What a link of the console holds behind its `#`. */
const LinkToken = z.string().check(z.minLength(20), z.maxLength(200), z.regex(/^[\w.-]+$/));

/** The ways by which somebody can sign in here. */
export const SignInMethods = z
  .object({
    password: z.boolean(),
    passkey: z.boolean(),
    /** What the sign-in of another service is called; null where there is none. */
    oidc: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'SignInMethods' });
export type SignInMethods = z.infer<typeof SignInMethods>;

/** Who is signed in, as they see themselves. */
export const SessionPerson = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.nullable(z.string()),
    /** `person` has an account here; `proxy`: a proxy in front says who they are; `demo`, `anyone`: nobody had to sign in. */
    kind: z.enum(['person', 'proxy', 'demo', 'anyone']),
  })
  .register(z.globalRegistry, { id: 'SessionPerson' });
export type SessionPerson = z.infer<typeof SessionPerson>;

/** Who asks, and what they may do. */
export const SessionView = z
  .object({
    state: z.enum(['set-up-needed', 'signed-out', 'signed-in']),
    person: z.nullable(SessionPerson),
    grants: z.array(Grant),
    methods: SignInMethods,
    isSecondFactorOn: z.boolean(),
    /** Whether there is something to sign out of. */
    canSignOut: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'SessionView' });
export type SessionView = z.infer<typeof SessionView>;

/** Where to go on to sign out there, too: a URL, or a path of this host; null where nowhere else. */
export const SignedOut = z
  .object({ next: z.nullable(z.string()) })
  .register(z.globalRegistry, { id: 'SignedOut' });
export type SignedOut = z.infer<typeof SignedOut>;

/** Makes the first owner, with the token that the console printed when it started. */
export const SetUpDraft = z
  .strictObject({ token: LinkToken, name: NameOfPerson, email: Email, password: NewPassword })
  .register(z.globalRegistry, { id: 'SetUpDraft' });
export type SetUpDraft = z.infer<typeof SetUpDraft>;

/** An email with its password; with the code of the authenticator app, or a recovery code, where that is asked for. */
export const SignInDraft = z
  .strictObject({
    email: Email,
    password: GivenPassword,
    code: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(32))),
  })
  .register(z.globalRegistry, { id: 'SignInDraft' });
export type SignInDraft = z.infer<typeof SignInDraft>;

/** What a link is asked about before it is used. */
export const LinkQuestion = z
  .strictObject({ token: LinkToken })
  .register(z.globalRegistry, { id: 'LinkQuestion' });
export type LinkQuestion = z.infer<typeof LinkQuestion>;

/** Whom a link is for. */
export const LinkView = z
  .object({
    kind: z.enum(['set-up', 'invitation', 'reset']),
    name: z.string(),
    email: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'LinkView' });
export type LinkView = z.infer<typeof LinkView>;

/** Sets a password by a link of an invitation, or of a reset. */
export const LinkUse = z
  .strictObject({ token: LinkToken, password: NewPassword })
  .register(z.globalRegistry, { id: 'LinkUse' });
export type LinkUse = z.infer<typeof LinkUse>;
