import { type Incident, type IncidentMember, IncidentSummary } from '@envscope/contracts/index.js';

const REASON = { code: 'refused', params: {} } as const;

/** A failing Redis, unless overridden. */
export const incidentMember = (changes: Partial<IncidentMember> = {}): IncidentMember => ({
  service: 'redis',
  target: 'default',
  label: null,
  ruleId: null,
  targetState: 'failing',
  since: '2026-11-23T05:50:00.000Z',
  reason: REASON,
  isDependent: false,
  isFlapping: false,
  recoveredAt: null,
  ...changes,
});

/** An open incident of Redis in production that nobody has acknowledged, unless overridden. */
export const incident = (changes: Partial<Incident> = {}): Incident => ({
  id: '01998a00-0000-7000-8000-000000000001',
  version: 1,
  environment: 'prod',
  service: 'redis',
  rule: null,
  severity: 'critical',
  targetState: 'failing',
  worst: 'failing',
  startedAt: '2026-11-23T05:50:00.000Z',
  openedAt: '2026-11-23T05:51:00.000Z',
  updatedAt: '2026-11-23T05:51:00.000Z',
  resolvedAt: null,
  resolution: null,
  acknowledgement: null,
  isFlapping: false,
  mutedBy: null,
  firstCause: { service: 'redis', target: 'default', label: null, reason: REASON },
  members: [incidentMember()],
  timeline: [],
  omitted: 0,
  checks: [],
  channels: ['prod.discord'],
  lastRepeatedAt: null,
  ...changes,
});

/** The same as a list has it. */
export const incidentSummary = (changes: Partial<IncidentSummary> = {}): IncidentSummary =>
  IncidentSummary.parse({
    ...incident(),
    memberCount: 1,
    failingServices: ['redis'],
    failingCount: 1,
    dependentCount: 0,
    ...changes,
  });
