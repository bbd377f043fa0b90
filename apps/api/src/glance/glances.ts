import {
  countUp,
  isAboutService,
  noBetterThan,
  overallOf,
  Refusal,
  unhealthyOf,
  type IncidentSummary,
  type Overview,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { keyOfState } from '@envscope/texts/state-word.js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { setTimeout as after } from 'node:timers/promises';
import { Principals } from '../access/principals.js';
import { Dashboards } from '../dashboards/dashboards.js';
import { IncidentLog } from '../incidents/incident-log.js';
import { glanceHtml, type Glance, type Standing } from './glance-html.js';
import { incidentHtml } from './incident-html.js';
import { isAboutAll, subjectOf, type PageSubject, type Subject } from './subject.js';

/** Longer no page waits for what it can read by itself a moment later. */
const MOST_MS = 250;
/** More a glance does not say one by one. */
const MOST_INCIDENTS = 100;

/** What a page says before its scripts run: how things stand now. */
@Injectable()
export class Glances {
  private readonly logger = new Logger(Glances.name);

  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: readonly AnyEnvironment[],
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
    private readonly principals: Principals,
    private readonly dashboards: Dashboards,
    private readonly incidents: IncidentLog,
  ) {}

  /**
   * HTML for the page that is asked for. Empty for pages about something else, for who may not read it, and where the store does
   * not say in time who asks or what is wrong: the page then finds out by itself, and says what it cannot know.
   */
  async htmlFor(request: Request): Promise<string> {
    const subject = subjectOf(request.path);
    if (subject === null) return '';
    const tooLate = after(MOST_MS, null, { ref: false });
    const html = await Promise.race([
      this.read(subject, request).catch((error: unknown) => this.nothing(error)),
      tooLate,
    ]);
    return html ?? '';
  }

  /** What fails here shows where it belongs; the page is the same without a glance. */
  private nothing(error: unknown): null {
    if (!(error instanceof StoreFault || error instanceof Refusal)) this.logger.error(error);
    return null;
  }

  private async read(subject: Subject, request: Request): Promise<string | null> {
    const asker = await this.principals.principalOf(request);
    if (!asker?.maySomewhere('read')) return null;
    const names = new Map(this.environments.map(({ id, name }) => [id, name]));
    if (subject.kind === 'incident') {
      const incident = await this.incidents.summary(subject.id, asker);
      return incidentHtml(incident, new Date().toISOString(), names);
    }
    const { incidents } = await this.incidents.page({ state: 'unresolved', limit: MOST_INCIDENTS }, asker);
    const glance = this.glanceOf(subject, this.dashboards.overview(asker), incidents);
    return glance && glanceHtml(glance, names);
  }

  private glanceOf(
    subject: PageSubject,
    overview: Overview,
    incidents: readonly IncidentSummary[],
  ): Glance | null {
    const { generatedAt } = overview;
    const all = unhealthyOf({
      overview,
      incidents,
      byWeight: overview.environments.map(({ environment }) => environment).toReversed(),
      isVital: (service) => this.manifests[service].isVital,
    });
    const standingOf = ({ environment, services }: Overview['environments'][number]) =>
      noBetterThan(
        all.filter((item) => item.environment === environment),
        overallOf(services),
      );
    if (isAboutAll(subject)) {
      const standings = overview.environments.toReversed().map((found): Standing => {
        const status = standingOf(found);
        return {
          name: { environment: found.environment },
          status,
          word: `shell.status.${status}`,
          isStale: found.services.some(({ isStale }) => isStale),
        };
      });
      const count = countUp(
        overview.environments.flatMap(({ services }) => services.map(({ status }) => status)),
      );
      return { subject, generatedAt, status: null, count, unhealthy: all, standings };
    }
    const found = overview.environments.find(({ environment }) => environment === subject.environment);
    if (!found) return null;
    const here = all.filter(({ environment }) => environment === subject.environment);
    const standings = found.services.map((state) => {
      const { service, isStale } = state;
      const status = noBetterThan(
        here.filter((item) => isAboutService(item, service)),
        state.status,
      );
      const word = status === state.status ? keyOfState(state) : (`shell.status.${status}` as const);
      return { name: { service }, status, word, isStale };
    });
    const count = countUp(found.services.map(({ status }) => status));
    if (subject.kind === 'environment')
      return { subject, generatedAt, status: standingOf(found), count, unhealthy: here, standings };
    const own = standings.find(({ name }) => name.service === subject.service);
    if (!own) return null;
    const unhealthy = here.filter((item) => isAboutService(item, subject.service));
    return { subject, generatedAt, status: own.status, count, unhealthy, standings: [own] };
  }
}
