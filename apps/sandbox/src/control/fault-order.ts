import { FAULT_KINDS, HTTP_FAULT_KINDS, type Fault, type FaultKind } from '../faults.ts';
import { choiceOf, given, misunderstood, numberOf, textOf, type Order } from './order.ts';

/** The fields of an order for a fault. */
export const FAULT_FIELDS = [
  'service',
  'environment',
  'kind',
  'delayMs',
  'status',
  'retryAfterSeconds',
  'scope',
  'times',
] as const;

const OF_HTTP: readonly FaultKind[] = HTTP_FAULT_KINDS;

/** Vendors that people host themselves, so that a server may be older than what it is asked for. */
const SELF_HOSTED: readonly string[] = ['sentry', 'ntfy'];

/** Faults that not every vendor has. */
const isOwn = (service: string, kind: FaultKind): boolean =>
  SELF_HOSTED.includes(service) && kind === 'old-server';

/** What a fault may be about. */
export interface Stage {
  readonly httpServices: readonly string[];
  readonly otherServices: readonly string[];
  readonly environments: readonly string[];
}

/** The fault that an order describes. Refuses with 400 one that no stand-in could play. */
export function faultOf(
  order: Order,
  { httpServices, otherServices, environments }: Stage,
): Omit<Fault, 'id'> {
  const service = given(choiceOf(order, 'service', [...httpServices, ...otherServices]), 'service');
  const kind = given(choiceOf(order, 'kind', FAULT_KINDS), 'kind');
  if (httpServices.includes(service) && !OF_HTTP.includes(kind) && !isOwn(service, kind)) {
    throw misunderstood(`${service} speaks HTTP and cannot play '${kind}'`);
  }
  const delayMs = numberOf(order, 'delayMs');
  if (kind === 'delay' && delayMs === undefined) throw misunderstood('delayMs is missing');
  const times = numberOf(order, 'times');
  if (times === 0) throw misunderstood('times must be 1 or more');
  const fault = {
    service,
    kind,
    environment: choiceOf(order, 'environment', environments),
    delayMs,
    status: numberOf(order, 'status'),
    retryAfterSeconds: numberOf(order, 'retryAfterSeconds'),
    scope: choiceOf(order, 'scope', ['user', 'global', 'shared'] as const),
    times,
  };
  if (textOf(order, 'scope') !== undefined && kind !== 'rate-limit') {
    throw misunderstood('only a rate limit has a scope');
  }
  return fault;
}
