import {
  byUrgency,
  instantOf,
  type CheckResult,
  type EndpointSight,
  type EndpointsSnapshot,
  type EnvironmentId,
  type Observation,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import {
  checkTarget,
  observe,
  type Finding,
  type Subject,
} from '@envscope/integrations/kernel/checks/observe.js';
import { outsideSnapshot } from '@envscope/integrations/kernel/outside/outside-text.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';
import { Inject, Injectable } from '@nestjs/common';
import { ENDPOINTS_CLIENTS, type EndpointAnswer, type EndpointsClient } from './endpoints.client.js';
import { daysUntil, expectedStatusOf, judgeAnswer } from './endpoints.judgement.js';
import type { Endpoint } from './endpoints.settings.js';

/** More at once would only wait for each other, and be timed while they do. */
const MOST_AT_ONCE = 128;

interface Sight {
  readonly result: CheckResult;
  readonly sight: EndpointSight;
}

/** Asks every endpoint of an environment; one that is slow or silent holds up no other. */
@Injectable()
export class EndpointsProbe implements Probe {
  readonly service = 'endpoints';
  readonly headline = 'latencyMs';

  constructor(@Inject(ENDPOINTS_CLIENTS) private readonly clients: PerEnvironment<EndpointsClient>) {}

  async observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    const subject: Subject = { environment, service: this.service, silence: 'down' };
    const client = this.clientOf(environment);
    if (client instanceof Error) return observe(subject, limits, () => Promise.reject(client));
    const observedAt = new Date().toISOString();
    const sights = await inParallel(client.endpoints, MOST_AT_ONCE, (endpoint) =>
      look(subject, limits, client, endpoint),
    );
    const snapshot: EndpointsSnapshot = {
      endpoints: sights.map(({ sight }) => sight).sort((a, b) => byUrgency(a.status, b.status)),
      sampledAt: observedAt,
    };
    return {
      environment,
      service: this.service,
      observedAt,
      results: sights.map(({ result }) => result),
      snapshot: outsideSnapshot({ ...snapshot }),
    };
  }

  private clientOf(environment: EnvironmentId): EndpointsClient | Error {
    try {
      return this.clients.for(environment);
    } catch (error) {
      return error as Error;
    }
  }
}

async function look(
  subject: Subject,
  limits: CheckLimits,
  client: EndpointsClient,
  endpoint: Endpoint,
): Promise<Sight> {
  const heard: { answer?: EndpointAnswer } = {};
  const timeoutMs = Math.min(limits.timeoutMs, endpoint.timeoutMs ?? limits.timeoutMs);
  const result = await checkTarget(
    subject,
    { ...limits, timeoutMs },
    { id: endpoint.name },
    async (signal) => {
      heard.answer = await client.ask(endpoint, signal);
      return finding(endpoint, heard.answer);
    },
  );
  return { result, sight: sightOf(endpoint, result, heard.answer) };
}

function finding(endpoint: Endpoint, answer: EndpointAnswer): Finding {
  const now = Date.now();
  const daysLeft = daysUntil(answer.certificateExpiresAt, now);
  return {
    ...judgeAnswer(endpoint, answer, now),
    latencyMs: answer.latencyMs,
    measurements: {
      statusCode: answer.httpStatus,
      ...(daysLeft === null ? {} : { certificateDaysLeft: daysLeft }),
    },
  };
}

function sightOf(endpoint: Endpoint, result: CheckResult, answer: EndpointAnswer | undefined): EndpointSight {
  const expiresAt = answer?.certificateExpiresAt ?? null;
  return {
    name: endpoint.name,
    url: publicUrl(endpoint.url.href),
    method: endpoint.method,
    status: result.status,
    httpStatus: answer?.httpStatus ?? null,
    latencyMs: result.latencyMs,
    redirectedTo: answer?.redirectedTo ?? null,
    certificateExpiresAt: instantOf(expiresAt),
    certificateDaysLeft: result.measurements['certificateDaysLeft'] ?? null,
    isBodyMatched: answer?.isBodyMatched ?? null,
    isCertificateVerified: endpoint.isVerified,
    expectedStatus: expectedStatusOf(endpoint),
    checkedAt: result.checkedAt,
  };
}

/** The work on every item, in the items' order, at most `limit` of them at once. Rejects with the first rejection. */
async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
