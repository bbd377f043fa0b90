import type { Grant } from '@envscope/contracts/index.js';

/** A person as the store keeps them: what proves who they are is in it, and never leaves the server. */
export interface PersonRecord {
  readonly id: string;
  readonly name: string;
  /** In lower case; no two people have the same. */
  readonly email: string | null;
  /** Whom another service knows them as, with that service; no two people have the same. */
  readonly identity: string | null;
  /** Roles that somebody gave them here. */
  readonly grants: readonly Grant[];
  /** Roles by the groups that they were in when they signed in last; absent where they never came with groups. */
  readonly fromGroups?: GroupRecord;
  readonly isDisabled: boolean;
  readonly createdAt: string;
  readonly signedInAt: string | null;
  /** The password's hash with its parameters. */
  readonly password: string | null;
  readonly secondFactor: SecondFactorRecord | null;
  readonly passkeys: readonly PasskeyRecord[];
  /** By which they may set a password once. */
  readonly link: LinkRecord | null;
  /** Hashes of what browsers keep that this person signed in with, newest first. */
  readonly devices: readonly string[];
}

/** What groups of another service gave somebody. */
export interface GroupRecord {
  /** Those of their groups that give a role here. */
  readonly groups: readonly string[];
  readonly grants: readonly Grant[];
  /** They give it until then, unless they are renewed: nobody says when somebody leaves a group. */
  readonly endsAt: string;
}

/** Everything that the person may do at a moment: what they were given here, and what their groups give. */
export function grantsOf({ grants, fromGroups }: PersonRecord, nowMs: number): readonly Grant[] {
  const isLasting = fromGroups !== undefined && nowMs < Date.parse(fromGroups.endsAt);
  return isLasting ? [...grants, ...fromGroups.grants] : grants;
}

/** One-time codes of an authenticator app. */
export interface SecondFactorRecord {
  /** In base32: without it no code could be checked. */
  readonly secret: string;
  /** The step of the last code that was taken: none is taken twice. */
  readonly lastStep: number;
  /** Hashes of what is left. */
  readonly recoveryCodes: readonly string[];
}

/** A public key of a device or a security key. */
export interface PasskeyRecord {
  readonly id: string;
  readonly name: string;
  /** In base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** What a link was made for, and the hash of what it holds. */
export interface LinkRecord {
  readonly kind: 'invitation' | 'reset';
  readonly hash: string;
  readonly endsAt: string;
  /** Whether the second factor goes with the old password. */
  readonly dropsSecondFactor: boolean;
}
