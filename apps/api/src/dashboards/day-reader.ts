import type { Principal } from '@envscope/access/principal.js';
import type { OverviewHistory, ServiceKind } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { StatusHistory } from '@envscope/monitoring/checks/status-history.js';
import { Inject, Injectable } from '@nestjs/common';

/** Puts together how every service of every environment stood in the last day. */
@Injectable()
export class DayReader {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: readonly AnyEnvironment[],
    private readonly history: StatusHistory,
  ) {}

  /** Of the environments that somebody may read: one after another, so that the first reading leaves the store room for others. */
  async read(asker: Principal): Promise<OverviewHistory> {
    const fromMs = this.history.fromMs();
    const environments: OverviewHistory['environments'] = [];
    for (const { id, sections } of this.environments) {
      if (!asker.may('read', id)) continue;
      const configured = Object.entries(sections).filter(([, { state }]) => state === 'configured');
      const services = await Promise.all(
        configured.map(async ([name]) => {
          const service = name as ServiceKind;
          return { service, runs: await this.history.runsOf(id, service, fromMs) };
        }),
      );
      environments.push({ environment: id, services });
    }
    const { stepMs, steps } = StatusHistory;
    return { from: new Date(fromMs).toISOString(), stepMs, steps, environments };
  }
}
