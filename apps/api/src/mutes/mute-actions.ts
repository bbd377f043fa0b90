import type { Principal } from '@envscope/access/principal.js';
import {
  isOfConsole,
  type Mute,
  type MuteAdded,
  type MuteDraft,
  type MuteEnd,
  type MuteList,
  type MuteScope,
  type MuteWarning,
  type Named,
  Refusal,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { LiveFeed } from '@envscope/monitoring/feed/live-feed.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { refuseResolved } from '@envscope/monitoring/incidents/manual-actions.js';
import { MuteRepository } from '@envscope/monitoring/mutes/mute-repository.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { AuditNotes } from '../audit/audit-notes.js';
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
    private readonly alerts: AlertReader,
    private readonly feed: LiveFeed,
    private readonly notes: AuditNotes,
  ) {}

  /** Those of a state, or all: planned, active, and those that ended within 30 days; newest first. */
  list(query: MutesQuery, asker: Principal): MuteList {
    const { state } = query;
    const all = state ? this.mutes.ofState(state) : this.mutes.all();
    const isReadable = ({ scope }: Mute) => asker.may('read', scope.environment);
    const { items, nextCursor } = pageOf(all.filter(isReadable), query);
    return { mutes: items, nextCursor };
  }

  async add(draft: Named<MuteDraft>, asker: Principal): Promise<MuteAdded> {
    asker.demand('mutes:write', draft.scope.environment);
    knownEnvironment(this.environments, draft.scope.environment);
    const scope = await this.ofIncident(draft.scope);
    const warnings = this.warningsOf(scope);
    const mute = await this.mutes.add({ ...draft, scope });
    const { kind, startsAt, endsAt, reason } = mute;
    this.notes.note({ after: { kind, ...scope, startsAt, endsAt, reason } });
    return { ...this.published(mute), warnings };
  }

  async end(id: string, { by }: Named<MuteEnd>, asker: Principal): Promise<Mute> {
    const mute = this.mutes.all().find((each) => each.id === id);
    // What is not there is refused by whoever looks for it.
    if (mute) asker.demand('mutes:write', mute.scope.environment);
    const ended = await this.mutes.end(id, by);
    this.notes.note({ before: { endsAt: ended.endsAt }, after: { endsAt: ended.ended?.at } });
    return this.published(ended);
  }

  /** An earlier console, which knows nothing of single incidents, mutes at least no more than where it began. */
  private async ofIncident(scope: MuteScope): Promise<MuteScope> {
    const { environment, incident: id } = scope;
    if (id === undefined) return scope;
    const incident = await this.alerts.incident(id);
    if (incident?.environment !== environment) throw new Refusal('unknown-incident', { id });
    refuseResolved(incident);
    const { service, target } = incident.firstCause;
    // That of the console is no environment's.
    if (isOfConsole(service)) throw new Refusal('unknown-incident', { id });
    return { environment, service, target, incident: id };
  }

  /** Something to be deployed may be muted before it is there; a typing error cannot be distinguished from it. */
  private warningsOf({ environment, service, target, incident }: MuteScope): MuteWarning[] {
    if (service === null || target === null || incident !== undefined) return [];
    return this.board.of(environment, service)?.result(target) ? [] : ['unknown-target'];
  }

  private published(mute: Mute): Mute {
    this.notes.note({ target: { kind: 'mute', id: mute.id }, environment: mute.scope.environment });
    this.feed.publish('alert', { topic: 'mutes', environment: mute.scope.environment, incidentId: null });
    return mute;
  }
}
