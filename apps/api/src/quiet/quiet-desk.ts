import type { Quiet, QuietDraft, QuietEnd } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/cycle/live-feed.js';
import { QuietBook } from '@envscope/monitoring/incidents/quiet-book.js';
import { AlertStore } from '@envscope/store/alert-store.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/known.pipe.js';

const SHOWN_AFTER_END_MS = 30 * 24 * 3_600_000;

/** What people ask of maintenance and silences, and do to them. */
@Injectable()
export class QuietDesk {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly book: QuietBook,
    private readonly store: AlertStore,
    private readonly feed: LiveFeed,
  ) {}

  /** Planned and active ones, and those that ended within 30 days; newest first. */
  list(): Promise<Quiet[]> {
    return this.store.quiets(Date.now() - SHOWN_AFTER_END_MS);
  }

  async add(draft: QuietDraft): Promise<Quiet> {
    knownEnvironment(this.environments, draft.scope.environment);
    return this.told(await this.book.add(draft));
  }

  async end(id: string, { by }: QuietEnd): Promise<Quiet> {
    return this.told(await this.book.end(id, by));
  }

  private told(quiet: Quiet): Quiet {
    this.feed.publish('alert', { topic: 'quiet', environment: quiet.scope.environment, incidentId: null });
    return quiet;
  }
}
