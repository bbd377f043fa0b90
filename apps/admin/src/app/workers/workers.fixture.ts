import type { LocationStanding, WorkersReport, WorkerStanding } from '@envscope/contracts/index.js';

export const AT = '2026-11-23T06:00:00.000Z';

export const standing = (changes: Partial<LocationStanding> = {}): LocationStanding => ({
  location: 'seoul',
  checks: 3,
  isStaffed: true,
  broughtAt: AT,
  silentSince: null,
  ...changes,
});

export const worker = (changes: Partial<WorkerStanding> = {}): WorkerStanding => ({
  name: 'seoul-1',
  location: 'seoul',
  heardSince: AT,
  heardAt: AT,
  isSilent: false,
  checksPerMinute: 6,
  blindSince: null,
  unknownTargets: 0,
  unknownNames: [],
  isOfSameSettings: true,
  ...changes,
});

export const reportOf = (changes: Partial<WorkersReport>): WorkersReport => ({
  queue: 'answering',
  awaySince: null,
  rival: null,
  workers: [worker()],
  locations: [standing()],
  spreadChecks: 3,
  standInsPerMinute: 0,
  commandsAMonth: 1,
  ...changes,
});
