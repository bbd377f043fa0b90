import { IncidentState, ServiceKind, Severity } from '@envscope/contracts/index.js';
import { paramsOf } from '../../../resources/address-filter';

const HOUR_MS = 3_600_000;

/** How far back each choice of a period looks. */
const PERIODS_MS = { day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const;

export type Period = keyof typeof PERIODS_MS;

export const PERIODS = ['day', 'week', 'month'] as const satisfies readonly Period[];

/** What a reader wants to see, as the address has it; absent is all. */
export interface IncidentFilter {
  readonly environment?: string | undefined;
  readonly service?: ServiceKind | undefined;
  readonly state?: IncidentState | undefined;
  readonly severity?: Severity | undefined;
  readonly period?: Period | undefined;
  /** A rule's id. */
  readonly rule?: string | undefined;
}

/** The filter that an address asks for. What nobody knows, as after a rename, is not filtered by. */
export function filterOf(
  address: Readonly<Record<keyof IncidentFilter, string | undefined>>,
): IncidentFilter {
  return {
    environment: address.environment || undefined,
    service: ServiceKind.safeParse(address.service).data,
    state: IncidentState.safeParse(address.state).data,
    severity: Severity.safeParse(address.severity).data,
    period: isPeriod(address.period) ? address.period : undefined,
    rule: address.rule || undefined,
  };
}

/** The same filter for those that go on, whatever the period: they are now. Null where only others are wanted. */
export function unresolvedOnly(filter: IncidentFilter): IncidentFilter | null {
  if (filter.state === 'resolved') return null;
  return { ...filter, period: undefined, state: filter.state ?? 'unresolved' };
}

/** The same filter for those that are over; null where only others are wanted. */
export function resolvedOnly(filter: IncidentFilter): IncidentFilter | null {
  return filter.state === undefined || filter.state === 'resolved' ? { ...filter, state: 'resolved' } : null;
}

/** What the API is asked for at a moment, epoch milliseconds. */
export function queryOf({ period, ...filter }: IncidentFilter, nowMs: number): Record<string, string> {
  const from = period && new Date(nowMs - PERIODS_MS[period]).toISOString();
  return paramsOf({ ...filter, from });
}

function isPeriod(value: string | undefined): value is Period {
  return value !== undefined && Object.hasOwn(PERIODS_MS, value);
}
