import type {
  Mute,
  MuteAdded,
  MuteDraft,
  MuteEnd,
  MuteList,
  MuteScope,
  MuteWarning,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { MuteRepository } from '@envscope/monitoring/mutes/mute-repository.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { pageOf } from '../http/input/paging.js';
import type { MutesQuery } from './queries.js';

/** The actions of people on maintenance windows and silences. */
@Injectable()
export class MuteActions {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly mutes: MuteRepository,
    private readonly board: StatusBoard,
    private readonly feed: LiveFeed,
  ) {}

  /** Planned and active ones, and those that ended within 30 days; newest first. */
  list(query: MutesQuery): MuteList {
    const { items, nextCursor } = pageOf(this.mutes.all(), query);
    return { mutes: items, nextCursor };
  }

  async add(draft: MuteDraft): Promise<MuteAdded> {
    knownEnvironment(this.environments, draft.scope.environment);
    const warnings = this.warningsOf(draft.scope);
    return { ...this.published(await this.mutes.add(draft)), warnings };
  }

  async end(id: string, { by }: MuteEnd): Promise<Mute> {
    return this.published(await this.mutes.end(id, by));
  }

  /** Something to be deployed may be muted before it is there; a typing error cannot be distinguished from it. */
  private warningsOf({ environment, service, target }: MuteScope): MuteWarning[] {
    if (service === null || target === null) return [];
    return this.board.of(environment, service)?.result(target) ? [] : ['unknown-target'];
  }

  private published(mute: Mute): Mute {
    this.feed.publish('alert', { topic: 'mutes', environment: mute.scope.environment, incidentId: null });
    return mute;
  }
}
