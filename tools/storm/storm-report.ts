import type { AttemptOutcome, Delivery, IncidentSummary } from '@envscope/contracts/index.js';
import { doublesOf } from './doubles.ts';
import type { Evidence, PostedMessage, Webhook } from './evidence.ts';

/** An endpoint that failed and came back, and when; epoch milliseconds. */
export interface StormTarget {
  readonly environment: string;
  /** Stands in messages as it is written: letters and digits alone. */
  readonly name: string;
  readonly failedAtMs: number;
  readonly recoveredAtMs: number;
}

/** What is to be said of a storm. */
export interface StormReport {
  /** What must not be, in words; empty where everything that is promised holds. */
  readonly faults: readonly string[];
  /** Of the endpoints, how many a message of their channel names as failing, and how many as back. */
  readonly named: { readonly openings: number; readonly ends: number };
  /** Messages in all channels. */
  readonly messages: number;
  /** Of these, how many were sent again after an unknown outcome. */
  readonly repeated: number;
  /** What came of the calls to channels, as far as deliveries remember. */
  readonly calls: Readonly<Partial<Record<AttemptOutcome, number>>>;
  /** From each endpoint's failing to the acknowledgement of its message, milliseconds. */
  readonly openingsMs: readonly number[];
  /** The same from its coming back. */
  readonly endsMs: readonly number[];
  /** When the last message was acknowledged, epoch milliseconds. */
  readonly settledAtMs: number;
}

/**
 * Whether each endpoint's outage, and its end, was notified of once, in order and in its environment's own channel. A message may be
 * there twice only where the outcome of an attempt was unknown.
 */
export function reportOf(targets: readonly StormTarget[], evidence: Evidence): StormReport {
  const { incidents, deliveries, webhooks } = evidence;
  const outages = targets.map((target) => outageOf(target, evidence));
  const doubles = doublesOf(evidence);
  return {
    faults: [
      ...outages.flatMap(({ fault }) => fault ?? []),
      ...incidents.flatMap((incident) => faultsOfIncident(incident, evidence)),
      ...doubles.unexplained.map(({ id, timestamp }) => `no delivery explains message ${id} of ${timestamp}`),
      ...webhooks
        .filter(({ posted, messages }) => posted > messages.length)
        .map(({ id }) => `webhook ${id} has posted more than the sandbox keeps`),
    ],
    named: {
      openings: outages.filter(({ isOpeningNamed }) => isOpeningNamed).length,
      ends: outages.filter(({ isEndNamed }) => isEndNamed).length,
    },
    messages: webhooks.reduce((sum, { posted }) => sum + posted, 0),
    repeated: doubles.explained,
    calls: callsOf(deliveries),
    openingsMs: outages.flatMap(({ openingMs = NaN }) => (Number.isNaN(openingMs) ? [] : openingMs)),
    endsMs: outages.flatMap(({ endMs = NaN }) => (Number.isNaN(endMs) ? [] : endMs)),
    settledAtMs: Math.max(...deliveries.map(({ settledAt }) => Date.parse(settledAt ?? '1970-01-01'))),
  };
}

interface Outage {
  readonly fault?: string;
  readonly openingMs?: number;
  readonly endMs?: number;
  readonly isOpeningNamed?: boolean;
  readonly isEndNamed?: boolean;
}

/** An endpoint's outage is one incident, which is over. */
function outageOf({ environment, name, failedAtMs, recoveredAtMs }: StormTarget, evidence: Evidence): Outage {
  const [incident, ...more] = evidence.incidents.filter(
    ({ environment: where, service, firstCause }) =>
      where === environment && service === 'endpoints' && firstCause.target === name,
  );
  const who = `${environment}/${name}`;
  if (!incident) return { fault: `${who} has no incident` };
  if (more.length > 0) return { fault: `${who} has ${more.length + 1} incidents` };
  if (incident.resolution !== 'recovered') return { fault: `${who} is ${incident.resolution ?? 'open'}` };
  const settledMs = (kind: Delivery['kind']) => Date.parse(newsOf(incident, kind, evidence)?.settledAt ?? '');
  const isNamed = (kind: Delivery['kind']) =>
    names(ownMessage(environment, newsOf(incident, kind, evidence), evidence), name);
  return {
    openingMs: settledMs('opened') - failedAtMs,
    endMs: settledMs('resolved') - recoveredAtMs,
    isOpeningNamed: isNamed('opened'),
    isEndNamed: isNamed('resolved'),
  };
}

/** Nothing lost, nothing wanted twice, all of it in the right channel and in order. */
function faultsOfIncident(incident: IncidentSummary, evidence: Evidence): string[] {
  const { id, environment, firstCause, resolvedAt } = incident;
  const own = evidence.deliveries.filter(({ incidentId }) => incidentId === id);
  const expected = resolvedAt === null ? 'opened' : 'opened,resolved';
  const wanted = own.filter(({ kind }) => kind === 'opened' || kind === 'resolved').map(({ kind }) => kind);
  const placeOf = (kind: Delivery['kind']) => {
    const messageId = newsOf(incident, kind, evidence)?.messageId;
    return ownWebhook(environment, evidence)?.messages.findIndex((message) => message.id === messageId) ?? -1;
  };
  const faults = [
    ...(wanted.sort().join() === expected ? [] : [`wants ${wanted.join() || 'nothing'}`]),
    ...own.flatMap((delivery) => faultOf(delivery, incident, evidence) ?? []),
    ...(resolvedAt !== null && placeOf('resolved') < placeOf('opened') ? ['is over before it began'] : []),
  ];
  return faults.map((fault) => `${environment}/${firstCause.target}: ${fault}`);
}

/** Acknowledged, and there to be read in the environment's own channel and in no other. */
function faultOf(
  delivery: Delivery,
  { service, firstCause }: IncidentSummary,
  evidence: Evidence,
): string | undefined {
  const { kind, state, environment, messageId } = delivery;
  if (state !== 'delivered' && state !== 'merged') return `${kind} is ${state}`;
  // A change may be covered by a message that went before, or by the edit of one that somebody deleted.
  if (messageId === null) return kind === 'changed' ? undefined : `${kind} has no message`;
  const holders = evidence.webhooks.filter(({ messages }) => messages.some(({ id }) => id === messageId));
  const own = ownWebhook(environment, evidence);
  if (holders.length !== 1 || holders[0] !== own)
    return `${kind} is in ${holders.length} channels, or another`;
  const isNamed = names(ownMessage(environment, delivery, evidence), firstCause.target);
  return service !== 'endpoints' || isNamed ? undefined : `${kind} does not name it`;
}

/** Whether a reader of the message finds the whole name in it. */
function names(message: PostedMessage | undefined, name: string): boolean {
  const text = JSON.stringify(message?.embeds ?? []).replaceAll('\\n', ' ');
  return new RegExp(`\\b${name}\\b`).test(text);
}

function ownMessage(
  environment: string,
  delivery: Delivery | undefined,
  evidence: Evidence,
): PostedMessage | undefined {
  const messages = ownWebhook(environment, evidence)?.messages ?? [];
  return messages.find(({ id }) => id === delivery?.messageId);
}

/** Deliveries of one digest share their call. */
function callsOf(deliveries: readonly Delivery[]): StormReport['calls'] {
  const calls = new Map(
    deliveries.flatMap(({ channel, attempts }) =>
      attempts.map(({ at, outcome }) => [`${channel} ${at}`, outcome] as const),
    ),
  );
  const byOutcome = Map.groupBy(calls.values(), (outcome) => outcome);
  return Object.fromEntries([...byOutcome].map(([outcome, all]) => [outcome, all.length]));
}

function newsOf({ id }: IncidentSummary, kind: Delivery['kind'], { deliveries }: Evidence) {
  return deliveries.find((delivery) => delivery.incidentId === id && delivery.kind === kind);
}

/** The sandbox names an environment's own webhook before another that posts into the same channel. */
function ownWebhook(environment: string, { webhooks }: Evidence): Webhook | undefined {
  return webhooks.find((webhook) => webhook.environment === environment);
}
