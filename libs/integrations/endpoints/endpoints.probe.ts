import {
  instantOf,
  type EndpointResult,
  type EnvironmentId,
  type Observation,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { PerEnvironment } from '@envscope/environments/per-environment.js';
import type { Finding } from '@envscope/integrations/kernel/checks/finding.js';
import { observe } from '@envscope/integrations/kernel/checks/observe.js';
import { observeTarget, type CheckedTarget } from '@envscope/integrations/kernel/checks/observe-target.js';
import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';
import type { CheckLimits, Probe, Target } from '@envscope/integrations/kernel/probe.js';
import { Inject, Injectable } from '@nestjs/common';
import { ENDPOINTS_CLIENTS, type EndpointAnswer, type EndpointsClient } from './endpoints.client.js';
import { expectedStatusOf, judge, measure } from './endpoints.judgement.js';
import { endpointsService } from './endpoints.service.js';
import type { Endpoint } from './endpoints.settings.js';
import { tenthsOf } from './endpoints.timings.js';

/** Checks each endpoint of an environment by itself. */
@Injectable()
export class EndpointsProbe implements Probe {
  readonly service = 'endpoints';
  readonly runsAnywhere = true;
  private readonly endpoints: ReadonlyMap<EnvironmentId, ReadonlyMap<TargetId, Endpoint>>;

  constructor(@Inject(ENDPOINTS_CLIENTS) private readonly clients: PerEnvironment<EndpointsClient>) {
    this.endpoints = new Map(
      clients
        .entries()
        .map(([environment, { endpoints }]) => [
          environment,
          new Map(endpoints.map((endpoint) => [endpoint.name, endpoint])),
        ]),
    );
  }

  targets(environment: EnvironmentId): Target[] {
    const endpoints = [...(this.endpoints.get(environment)?.values() ?? [])];
    return endpoints.map(
      ({ name: id, intervalMs, timeoutMs, failureThreshold, successThreshold, locations, quorum }) => {
        return { id, intervalMs, timeoutMs, failureThreshold, successThreshold, locations, quorum };
      },
    );
  }

  observe(environment: EnvironmentId, limits: CheckLimits, target?: TargetId): Promise<Observation> {
    const subject = { environment, service: endpointsService };
    const endpoint = target === undefined ? undefined : this.endpoints.get(environment)?.get(target);
    if (!endpoint) return observe(subject, limits, () => this.refuse(environment, target));
    return observeTarget<EndpointAnswer>(
      { ...subject, target: endpoint.name },
      limits,
      async (signal) => {
        const answer = await this.clients.for(environment).ask(endpoint, signal);
        return { finding: findingOf(endpoint, answer), detail: answer };
      },
      (checked) => ({ ...shown(endpoint, checked) }),
    );
  }

  /** Throws `NotConfigured` where that is why there is nothing to check. */
  private refuse(environment: EnvironmentId, target: TargetId | undefined): never {
    this.clients.for(environment);
    throw new Error(`Not an endpoint of ${environment}: ${target ?? 'all of them'}`);
  }
}

function findingOf(endpoint: Endpoint, answer: EndpointAnswer): Finding {
  const now = Date.now();
  return { ...judge(endpoint, answer, now), latencyMs: answer.latencyMs, measurements: measure(answer, now) };
}

function shown(
  endpoint: Endpoint,
  { result, detail: answer }: CheckedTarget<EndpointAnswer>,
): EndpointResult {
  return {
    name: endpoint.name,
    url: publicUrl(endpoint.url.href),
    method: endpoint.method,
    status: result.status,
    httpStatus: answer?.httpStatus ?? null,
    latencyMs: result.latencyMs,
    timings: answer ? tenthsOf(answer.timings) : null,
    redirectedTo: answer?.redirectedTo ?? null,
    certificateExpiresAt: instantOf(answer?.certificateExpiresAt ?? null),
    certificateDaysLeft: result.measurements['certificateDaysLeft'] ?? null,
    isBodyMatched: answer?.isBodyMatched ?? null,
    isCertificateVerified: endpoint.isVerified,
    expectedStatus: expectedStatusOf(endpoint),
    checkedAt: result.checkedAt,
  };
}
