import {
  byUrgency,
  instantOf,
  type EndpointResult,
  type EndpointsSnapshot,
  type EnvironmentId,
  type Observation,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { Finding } from '@envscope/integrations/kernel/checks/finding.js';
import {
  observeEach,
  type CheckedTarget,
  type Target,
} from '@envscope/integrations/kernel/checks/observe-each.js';
import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { ENDPOINTS_CLIENTS, type EndpointAnswer, type EndpointsClient } from './endpoints.client.js';
import { expectedStatusOf, judge, measure } from './endpoints.judgement.js';
import { endpointsService } from './endpoints.service.js';
import type { Endpoint } from './endpoints.settings.js';
import { tenthsOf } from './endpoints.timings.js';

interface EndpointTarget extends Target {
  readonly endpoint: Endpoint;
  readonly client: EndpointsClient;
}

/** Checks every endpoint of an environment. */
@Injectable()
export class EndpointsProbe implements Probe {
  readonly service = 'endpoints';

  constructor(@Inject(ENDPOINTS_CLIENTS) private readonly clients: PerEnvironment<EndpointsClient>) {}

  observe(environment: EnvironmentId, limits: CheckLimits): Promise<Observation> {
    return observeEach<EndpointTarget, EndpointAnswer>({ environment, service: endpointsService }, limits, {
      targets: () => targetsOf(this.clients.for(environment)),
      check: async ({ endpoint, client }, signal) => {
        const answer = await client.ask(endpoint, signal);
        return { finding: findingOf(endpoint, answer), detail: answer };
      },
      snapshot: (checked, observedAt) => ({ ...snapshotOf(checked, observedAt) }),
    });
  }
}

function targetsOf(client: EndpointsClient): EndpointTarget[] {
  return client.endpoints.map((endpoint) => {
    const { name: id, timeoutMs } = endpoint;
    return { id, timeoutMs, endpoint, client };
  });
}

function findingOf(endpoint: Endpoint, answer: EndpointAnswer): Finding {
  const now = Date.now();
  return { ...judge(endpoint, answer, now), latencyMs: answer.latencyMs, measurements: measure(answer, now) };
}

function snapshotOf(
  checked: readonly CheckedTarget<EndpointTarget, EndpointAnswer>[],
  sampledAt: string,
): EndpointsSnapshot {
  return { endpoints: checked.map(resultOf).sort((a, b) => byUrgency(a.status, b.status)), sampledAt };
}

function resultOf({
  target: { endpoint },
  result,
  detail: answer,
}: CheckedTarget<EndpointTarget, EndpointAnswer>): EndpointResult {
  const expiresAt = answer?.certificateExpiresAt ?? null;
  return {
    name: endpoint.name,
    url: publicUrl(endpoint.url.href),
    method: endpoint.method,
    status: result.status,
    httpStatus: answer?.httpStatus ?? null,
    latencyMs: result.latencyMs,
    timings: answer ? tenthsOf(answer.timings) : null,
    redirectedTo: answer?.redirectedTo ?? null,
    certificateExpiresAt: instantOf(expiresAt),
    certificateDaysLeft: result.measurements['certificateDaysLeft'] ?? null,
    isBodyMatched: answer?.isBodyMatched ?? null,
    isCertificateVerified: endpoint.isVerified,
    expectedStatus: expectedStatusOf(endpoint),
    checkedAt: result.checkedAt,
  };
}
