import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { instantAfter } from './alerts.js';

/** A person with a password, who may see everything. */
export function personOf(part: Partial<PersonRecord> = {}): PersonRecord {
  return {
    id: '0198b0a0-0000-7000-8000-000000000001',
    name: '김민지',
    email: 'minji@example.com',
    identity: null,
    grants: [{ role: 'viewer', environment: null }],
    isDisabled: false,
    createdAt: instantAfter(0),
    signedInAt: null,
    password: null,
    secondFactor: null,
    passkeys: [],
    link: null,
    devices: [],
    ...part,
  };
}
