import type {
  Quiet,
  QuietAdded,
  QuietDraft,
  QuietEnd,
  QuietList,
  QuietScope,
  QuietWarning,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/cycle/live-feed.js';
import { StatusBoard } from '@envscope/monitoring/cycle/status-board.js';
import { QuietBook } from '@envscope/monitoring/incidents/quiet-book.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { pageOf } from '../http/input/paging.js';
import type { QuietsQuestion } from './questions.js';

/** What people ask of maintenance and silences, and do to them. */
@Injectable()
export class QuietDesk {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly book: QuietBook,
    private readonly board: StatusBoard,
    private readonly feed: LiveFeed,
  ) {}

  /** Planned and active ones, and those that ended within 30 days; newest first. */
  list(question: QuietsQuestion): QuietList {
    const { items, nextCursor } = pageOf(this.book.all(), question);
    return { quiets: items, nextCursor };
  }

  async add(draft: QuietDraft): Promise<QuietAdded> {
    knownEnvironment(this.environments, draft.scope.environment);
    const warnings = this.warningsOf(draft.scope);
    return { ...this.told(await this.book.add(draft)), warnings };
  }

  async end(id: string, { by }: QuietEnd): Promise<Quiet> {
    return this.told(await this.book.end(id, by));
  }

  /** Something to be deployed may be kept quiet before it is there; a slip of the pen looks the same. */
  private warningsOf({ environment, service, target }: QuietScope): QuietWarning[] {
    if (service === null || target === null) return [];
    const results = this.board.of(environment, service)?.observation.results ?? [];
    return results.some((result) => result.target === target) ? [] : ['unknown-target'];
  }

  private told(quiet: Quiet): Quiet {
    this.feed.publish('alert', { topic: 'quiet', environment: quiet.scope.environment, incidentId: null });
    return quiet;
  }
}
