import type { Principal } from '@envscope/access/principal.js';
import {
  DEFAULT_TARGET,
  endpointName,
  TargetId,
  type EnvironmentId,
  type Rule,
  type RuleTarget,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { RequestMetricsReader } from '@envscope/integrations/request-metrics/request-metrics.reader.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { Inject, Injectable } from '@nestjs/common';

/** Whoever chooses from more has lost the way; the API takes any. */
const MOST_TARGETS = 1_000;
const MOST_ROUTES = 200;

/** Knows the targets that rules can name, and what people call them. */
@Injectable()
export class RuleTargetNames {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
    private readonly board: StatusBoard,
    private readonly requests: RequestMetricsReader,
  ) {}

  /** The targets of a service in the environments that somebody may read, by name; none where it is its only one. */
  async of(service: ServiceKind, asker: Principal): Promise<RuleTarget[]> {
    const kind = this.manifests[service].targets;
    if (kind === 'one') return [];
    const found = new Map<TargetId, RuleTarget>();
    for (const { id } of this.environments) {
      if (!asker.may('read', id)) continue;
      const targets = kind === 'parts' ? await this.routes(id) : this.results(id, service);
      for (const { target, label } of targets) {
        const environments = [...(found.get(target)?.environments ?? []), id];
        found.set(target, { target, ...(label !== undefined && { label }), environments });
      }
    }
    const nameOf = ({ label, target }: RuleTarget) => label ?? target;
    return [...found.values()]
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))
      .slice(0, MOST_TARGETS);
  }

  /** What people call the only target of a rule; undefined where that is not known, or the rule names none. */
  labelOf({ service, target }: Pick<Rule, 'service' | 'target'>): string | undefined {
    if (target === undefined || target === DEFAULT_TARGET) return undefined;
    if (this.manifests[service].targets === 'parts') return endpointName(target);
    const labels = this.environments.map(({ id }) => this.board.of(id, service)?.result(target)?.label);
    return labels.find((label) => label !== undefined);
  }

  private results(environment: EnvironmentId, service: ServiceKind) {
    return (this.board.of(environment, service)?.results ?? []).filter(
      ({ target, status }) => target !== DEFAULT_TARGET && status !== 'unconfigured',
    );
  }

  /** The most requested routes. Those of an environment whose Redis cannot be asked are left out: its own page says why. */
  private async routes(environment: EnvironmentId) {
    const popular = await this.requests.popular(environment, MOST_ROUTES).catch(() => []);
    return popular
      .filter(({ endpoint }) => TargetId.safeParse(endpoint).success)
      .map(({ endpoint }) => ({ target: endpoint, label: endpointName(endpoint) }));
  }
}
