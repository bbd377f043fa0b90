import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { randomUUID } from 'node:crypto';

/** A person who has nothing yet but what is said. */
export function newPerson(
  nowMs: number,
  part: Pick<PersonRecord, 'name' | 'grants'> & Partial<PersonRecord>,
): PersonRecord {
  return {
    id: randomUUID(),
    email: null,
    identity: null,
    isDisabled: false,
    createdAt: new Date(nowMs).toISOString(),
    signedInAt: null,
    password: null,
    secondFactor: null,
    passkeys: [],
    link: null,
    devices: [],
    ...part,
  };
}
