import type { Principal } from '@envscope/access/principal.js';
import {
  CONSOLE_SCOPE,
  type EnvironmentId,
  type EnvironmentMarks,
  type Incident,
  type IncidentMark,
  type Marks,
  type ReleaseEvent,
  type ReleaseList,
  type ReleaseMark,
  SentrySnapshot,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/input/known.pipe.js';
import type { MarksQuery, ReleasesQuery } from './marks.query.js';

/** More marks than this no chart has room for. */
const MOST_INCIDENTS = 200;

/** Finds what charts mark: incidents from their log, releases and deploys as Sentry knew them last. */
@Injectable()
export class MarksReader {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly alerts: AlertReader,
    private readonly board: StatusBoard,
  ) {}

  /** Throws `unknown-environment`. */
  async read({ environments, fromMs, toMs }: MarksQuery): Promise<Marks> {
    const known = environments.map((id) => knownEnvironment(this.environments, id));
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      environments: await Promise.all(known.map((id) => this.of(id, fromMs, toMs))),
    };
  }

  /** A release that several environments have is one. */
  releases({ fromMs, toMs }: ReleasesQuery, asker: Principal): ReleaseList {
    const readable = this.environments.filter(({ id }) => asker.may('read', id));
    const known = readable.flatMap(({ id }) =>
      this.releasesIn(id, fromMs, toMs).map((mark) => ({ id, mark })),
    );
    const found = Map.groupBy(known, ({ id, mark: { kind, name, at } }) =>
      kind === 'release' ? `${name} ${at}` : `${id} ${name} ${at}`,
    );
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      releases: [...found.values()]
        .flatMap(([first, ...others]): ReleaseEvent[] =>
          first ? [{ ...first.mark, environments: [first, ...others].map(({ id }) => id) }] : [],
        )
        .sort((one, other) => Date.parse(other.at) - Date.parse(one.at)),
    };
  }

  private async of(environment: EnvironmentId, fromMs: number, toMs: number): Promise<EnvironmentMarks> {
    const range = { fromMs, toMs, limit: MOST_INCIDENTS + 1 };
    const [own, unobserved] = await Promise.all([
      this.alerts.incidents({ ...range, environment }),
      this.alerts.incidents({ ...range, environment: CONSOLE_SCOPE }),
    ]);
    const concerning = unobserved.filter(({ members }) =>
      members.some(({ target }) => target === environment),
    );
    const incidents = [...own, ...concerning].sort((one, other) =>
      other.startedAt.localeCompare(one.startedAt),
    );
    return {
      environment,
      incidents: incidents.slice(0, MOST_INCIDENTS).map(markOf).reverse(),
      isCut: incidents.length > MOST_INCIDENTS,
      releases: this.releasesIn(environment, fromMs, toMs),
    };
  }

  /** Oldest first. */
  private releasesIn(environment: EnvironmentId, fromMs: number, toMs: number): ReleaseMark[] {
    return this.releasesOf(environment).filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs);
  }

  private releasesOf(environment: EnvironmentId): ReleaseMark[] {
    const { data: sentry } = SentrySnapshot.safeParse(this.board.of(environment, 'sentry')?.snapshot);
    if (!sentry) return [];
    const { releases, latestDeploy } = sentry;
    return [
      ...releases.map(
        ({ version, createdAt }) => ({ kind: 'release', name: version, at: createdAt }) as const,
      ),
      ...(latestDeploy === null
        ? []
        : [{ kind: 'deploy', name: latestDeploy.name ?? '', at: latestDeploy.finishedAt } as const]),
    ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  }
}

function markOf({ id, service, severity, firstCause, startedAt, resolvedAt }: Incident): IncidentMark {
  const { target, label, reason } = firstCause;
  return { id, service, target, label, severity, reason, startedAt, resolvedAt };
}
