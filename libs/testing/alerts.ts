import type { Delivery, Incident, IncidentMember, Mute, Rule } from '@envscope/contracts/index.js';
import { STORY_START_MS } from './observations.js';

/** The n-th id of a story: a UUIDv7 that sorts by its number. */
export function idOf(number: number): string {
  return `01998a00-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The story's moment that many milliseconds after its start. */
export function instantAfter(ms: number): string {
  return new Date(STORY_START_MS + ms).toISOString();
}

/** A failing `default` target of Redis, unless overridden. */
export function memberOf(overrides: Partial<IncidentMember> = {}): IncidentMember {
  return {
    service: 'redis',
    target: 'default',
    label: null,
    ruleId: null,
    targetState: 'failing',
    since: instantAfter(0),
    reason: { code: 'refused', params: {} },
    isDependent: false,
    isFlapping: false,
    recoveredAt: null,
    ...overrides,
  };
}

/** An open incident of one failing Redis in `dev`, unless overridden. One with a `resolvedAt` is healthy and recovered. */
export function incidentOf(overrides: Partial<Incident> = {}): Incident {
  const openedAt = overrides.openedAt ?? instantAfter(0);
  const resolvedAt = overrides.resolvedAt ?? null;
  const isOver = resolvedAt !== null;
  const service = overrides.service ?? 'redis';
  const targetState = isOver ? 'healthy' : 'failing';
  const member = memberOf({ service, targetState, since: openedAt, recoveredAt: resolvedAt });
  const { target, label, reason } = memberOf({ service });
  const firstCause = { service, target, label, reason: reason ?? { code: 'refused', params: {} } };
  return {
    id: idOf(1),
    version: 1,
    environment: 'dev',
    service,
    rule: null,
    severity: 'high',
    targetState,
    worst: 'failing',
    startedAt: openedAt,
    openedAt,
    updatedAt: resolvedAt ?? openedAt,
    resolvedAt,
    resolution: isOver ? 'recovered' : null,
    acknowledgement: null,
    isFlapping: false,
    mutedBy: null,
    firstCause,
    members: [isOver ? { ...member, reason: null } : member],
    timeline: [{ kind: 'opened', at: openedAt, ...firstCause, targetState: 'failing' }],
    omitted: 0,
    checks: [],
    channels: ['dev.discord'],
    lastRepeatedAt: null,
    ...overrides,
  };
}

/** A waiting `opened` of the first incident to Discord in `dev`, unless overridden. */
export function deliveryOf(overrides: Partial<Delivery> = {}): Delivery {
  const environment = overrides.environment ?? 'dev';
  const createdAt = overrides.createdAt ?? instantAfter(0);
  return {
    id: idOf(1),
    incidentId: idOf(1),
    environment,
    channel: `${environment}.discord`,
    kind: 'opened',
    state: 'queued',
    createdAt,
    queuedAt: createdAt,
    settledAt: null,
    attempts: [],
    attemptCount: 0,
    isPossiblyRepeated: false,
    messageId: null,
    digestSize: 1,
    deathCause: null,
    claim: null,
    ...overrides,
  };
}

/** An enabled rule that people made, on Redis's memory in every environment, unless overridden. */
export function ruleOf(overrides: Partial<Rule> = {}): Rule {
  return {
    id: 'memory-high',
    name: 'Memory is high',
    environments: [],
    service: 'redis',
    measurement: 'memoryUsedRatio',
    condition: 'greater_than',
    threshold: 0.9,
    durationMs: 300_000,
    severity: 'medium',
    cooldownMs: 600_000,
    isEnabled: true,
    tags: [],
    isBuiltIn: false,
    updatedAt: instantAfter(0),
    ...overrides,
  };
}

/** A maintenance of the whole of `dev` for the story's first hour, unless overridden. */
export function muteOf(overrides: Partial<Mute> = {}): Mute {
  return {
    id: idOf(1),
    kind: 'maintenance',
    scope: { environment: 'dev', service: null, target: null },
    startsAt: instantAfter(0),
    endsAt: instantAfter(3_600_000),
    reason: 'Deployment',
    createdBy: 'Minji',
    createdAt: instantAfter(0),
    ended: null,
    ...overrides,
  };
}
