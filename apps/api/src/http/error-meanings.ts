import type { Problem } from '@envscope/contracts/index.js';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { UnknownChannel } from '@envscope/monitoring/deliveries/dispatcher.js';
import { ChannelAsksToWait, NotLeading } from '@envscope/monitoring/deliveries/retry-refusals.js';
import {
  AlreadyAcknowledged,
  IncidentOver,
  TooManyComments,
  UnknownIncident,
} from '@envscope/monitoring/incidents/incident-errors.js';
import {
  InvalidQuiet,
  QuietOver,
  TooManyQuiets,
  UnknownQuiet,
} from '@envscope/monitoring/incidents/quiet-errors.js';
import {
  BuiltInRule,
  FixedTerm,
  InvalidThreshold,
  NotBuiltIn,
  RuleChanged,
  TooManyRules,
  UnknownMeasurement,
  UnknownRule,
} from '@envscope/monitoring/rules/rule-errors.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { HttpException } from '@nestjs/common';
import {
  DeliveryNotDead,
  ForeignRequest,
  InvalidQuestion,
  TooManyQuestions,
  TooSoon,
  UnknownDelivery,
  UnknownEnvironment,
  UnknownService,
} from './domain-errors.js';
import { InvalidInput } from './input-validation.pipe.js';

/** What a problem says of an error; the rest follows from the status. */
export type Meaning = Pick<Problem, 'status' | 'code'> & Partial<Pick<Problem, 'params' | 'errors'>>;

/** What each kind of error means to a caller who asked for the path; a bug where no kind is known. */
export function meaningOf(error: unknown, path: string): Meaning {
  for (const explain of EXPLANATIONS) {
    const meaning = explain(error, path);
    if (meaning) return meaning;
  }
  return { status: 500, code: 'internal-fault' };
}

const EXPLANATIONS = [
  explained(InvalidInput, ({ errors, omitted }) => ({
    status: 400,
    code: 'invalid-input',
    errors,
    ...(omitted > 0 && { params: { omitted } }),
  })),
  explained(InvalidQuestion, invalidField),
  explained(InvalidQuiet, invalidField),
  explained(InvalidThreshold, invalidField),
  explained(FixedTerm, ({ field, message }) => invalidField({ field, code: 'fixed', message })),
  explained(UnknownMeasurement, ({ message }) =>
    invalidField({ field: 'measurement', code: 'unknown-measurement', message }),
  ),
  explained(ForeignRequest, ({ part }) => ({ status: 403, code: `foreign-${part}` })),
  explained(UnknownEnvironment, ({ environment, known }) => ({
    status: 404,
    code: 'unknown-environment',
    params: { environment, known: [...known] },
  })),
  explained(UnknownService, ({ service, known }) => ({
    status: 404,
    code: 'unknown-service',
    params: { service, known: [...known] },
  })),
  explained(UnknownIncident, ({ incidentId }) => unknown('incident', incidentId)),
  explained(UnknownRule, ({ id }) => unknown('rule', id)),
  explained(UnknownDelivery, ({ deliveryId }) => unknown('delivery', deliveryId)),
  explained(UnknownQuiet, ({ quietId }) => unknown('quiet', quietId)),
  explained(UnknownChannel, ({ channelId }) => unknown('channel', channelId)),
  explained(AlreadyAcknowledged, ({ incident: { id, version }, by, at }) => ({
    status: 409,
    code: 'already-acknowledged',
    params: { id, version, state: 'acknowledged', by, at },
  })),
  explained(IncidentOver, ({ incident: { id, version, resolution }, by, at }) => ({
    status: 409,
    code: 'incident-over',
    params: { id, version, state: 'resolved', at, how: resolution ?? 'recovered', ...(by && { by }) },
  })),
  explained(RuleChanged, ({ rule: { id, updatedAt } }) => ({
    status: 409,
    code: 'rule-changed',
    params: { id, ...(updatedAt && { at: updatedAt }) },
  })),
  explained(ChannelAsksToWait, ({ channelId, untilAt }) => ({
    status: 409,
    code: 'channel-asks-to-wait',
    params: { id: channelId, untilAt },
  })),
  explained(NotLeading, () => ({ status: 409, code: 'not-leading' })),
  explained(BuiltInRule, () => ({ status: 409, code: 'built-in-rule' })),
  explained(TooManyRules, ({ most }) => ({ status: 409, code: 'too-many-rules', params: { most } })),
  explained(TooManyQuiets, ({ most }) => ({ status: 409, code: 'too-many-quiets', params: { most } })),
  explained(TooManyComments, ({ most }) => ({ status: 409, code: 'too-many-comments', params: { most } })),
  explained(NotBuiltIn, () => ({ status: 409, code: 'not-built-in' })),
  explained(DeliveryNotDead, ({ state }) => ({ status: 409, code: 'not-dead', params: { state } })),
  explained(QuietOver, ({ quiet: { id, endsAt, ended } }) => ({
    status: 409,
    code: 'quiet-over',
    params: { id, state: 'over', at: ended?.at ?? endsAt ?? '', ...(ended && { by: ended.by }) },
  })),
  explained(NotConfigured, ({ service, variables }) => ({
    status: 409,
    code: 'not-configured',
    params: { service, variables: [...variables] },
  })),
  explained(TooManyQuestions, ({ whose, retryAfterMs }) => ({
    status: whose === 'client' ? 429 : 503,
    code: whose === 'client' ? 'too-many-questions' : 'busy',
    params: { retryAfterMs },
  })),
  explained(TooSoon, ({ retryAfterMs }) => ({ status: 429, code: 'too-soon', params: { retryAfterMs } })),
  explained(IntegrationError, ({ reason }) => ({
    status: 502,
    code: 'service-unavailable',
    params: { ...reason.params, reason: reason.code },
  })),
  explained(StoreFault, () => ({ status: 503, code: 'store-failing' })),
  explained(HttpException, ofHttp),
];

function explained<E extends Error>(
  kind: abstract new (...parts: never[]) => E,
  meaning: (error: E, path: string) => Meaning,
) {
  return (error: unknown, path: string) => (error instanceof kind ? meaning(error, path) : undefined);
}

function invalidField({ field, code, message }: NonNullable<Problem['errors']>[number]): Meaning {
  return { status: 400, code: 'invalid-input', errors: [{ field, code, message }] };
}

function unknown(kind: string, id: string): Meaning {
  return { status: 404, code: `unknown-${kind}`, params: { id } };
}

const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'malformed-request',
  404: 'no-such-route',
  405: 'no-such-method',
  413: 'body-too-large',
  415: 'body-not-json',
};

function ofHttp(error: HttpException, path: string): Meaning {
  const status = error.getStatus();
  const params: Problem['params'] = status === 404 ? { path } : {};
  const code = HTTP_CODES[status] ?? 'refused';
  return isBodyUnreadable(error)
    ? { status, code, params, errors: [UNREADABLE_BODY] }
    : { status, code, params };
}

const UNREADABLE_BODY = { field: 'body', code: 'invalid-json', message: 'Not valid JSON' };

/** Nest hands on what the body's parser threw; its words would repeat a part of the body. */
function isBodyUnreadable(error: HttpException): boolean {
  return error.getStatus() === 400 && error.cause instanceof SyntaxError;
}
