import type {
  Delivery,
  EnvironmentId,
  Incident,
  IncidentId,
  ServiceKind,
  TargetId,
} from '@envscope/contracts/index.js';
import type { Outbox } from './outbox.js';
import type { IncidentStore, IncidentChange, DeadSelection } from '@envscope/store/incident-store.js';
import type { ConsolePart, Role } from '../console-part.js';
import { NO_FENCE, type Fence } from '../leadership/fence.js';
import { DecisionBatch, type Decision } from './decision-batch.js';
import { IncidentMemory, isUnsettled } from './incident-memory.js';
import type { IncidentOutcome } from '../incidents/incident-outcome.js';
import { writeEdit } from './write-edit.js';
import { WriteThrough, type WriteThroughOptions } from './write-through.js';

export interface IncidentRepositoryOptions extends WriteThroughOptions {
  /** Names this run of the console in claims. */
  readonly owner: string;
  /** Adds to an incident's outcome the deliveries that follow from it. */
  readonly addDeliveries: (outcome: IncidentOutcome) => IncidentChange;
  /** Called when an incident, or only one of its deliveries, has changed. */
  readonly onChange: (topic: 'incidents' | 'deliveries', of: ChangedIncident) => void;
  /** Called at the end where the store did not take the changes of so many incidents. */
  readonly onLost?: (count: number) => void;
  /** Keeps this console from writing and claiming while another leads. */
  readonly fence?: Fence;
  /** Epoch milliseconds; injected by tests. */
  readonly now?: () => number;
}

export interface ChangedIncident {
  readonly environment: EnvironmentId;
  readonly id: IncidentId;
}

/** So often may people at another console be faster than a decision before it is written later. */
const MOST_DECISIONS = 8;

/** Incidents that one turn changes and that are written side by side. */
const WRITES_AT_ONCE = 8;

/**
 * The leader's incidents and their deliveries: each change and its deliveries go to the store in one write. While the store
 * fails the repository goes on from memory, and writes everything once the store works again.
 */
export class IncidentRepository implements Outbox, ConsolePart {
  private readonly memory = new IncidentMemory();
  private readonly writing: WriteThrough;
  private turn: Promise<unknown> = Promise.resolve();
  /** Decisions of the last turn that is planned, as long as it has not begun. */
  private nextBatch: DecisionBatch | undefined;
  private isOpen = false;
  private notifyQueued: () => void = () => undefined;
  private notifyOpenedElsewhere: (incident: Incident) => void = () => undefined;
  private readonly now: () => number;
  private readonly fence: Fence;

  constructor(
    private readonly store: IncidentStore,
    private readonly options: IncidentRepositoryOptions,
  ) {
    this.writing = new WriteThrough(store, this.memory, options);
    this.now = options.now ?? Date.now;
    this.fence = options.fence ?? NO_FENCE;
  }

  /** Whether memory holds what is open. */
  get isLeading(): boolean {
    return this.isOpen;
  }

  get isImpaired(): boolean {
    return this.writing.isImpaired;
  }

  /** Calls the listener when there are new deliveries. */
  onQueued(listener: () => void): void {
    this.notifyQueued = listener;
  }

  /** Calls the listener with open incidents that another console has opened: this one evaluates them from now on. */
  onOpenedElsewhere(listener: (incident: Incident) => void): void {
    this.notifyOpenedElsewhere = listener;
  }

  /** Loads what an earlier run, or another console, left. Rejects with `StoreFault`. */
  start(): Promise<void> {
    return this.inTurn(async () => {
      const { term } = this.fence;
      // Before it reads: an earlier leader must not write what this one does not know.
      if (term !== undefined) await this.store.beginTerm(term);
      this.writing.begin(term);
      const [open, unsettled] = await Promise.all([
        this.store.openIncidents(),
        this.store.unsettledDeliveries(),
      ]);
      for (const incident of open) this.memory.put(incident);
      for (const { incidentId } of unsettled) await this.load(incidentId);
      const deliveries = await this.store.deliveriesOf(this.memory.ids());
      deliveries.forEach((delivery) => this.memory.putDelivery(delivery));
      this.isOpen = true;
    });
  }

  /** Learns what other consoles did, where this one leads: a follower reads from the store. Rejects with `StoreFault`. */
  async follow(role: Role): Promise<void> {
    if (role === 'leader') await this.refresh();
  }

  /** Forgets everything, once it is written or the store has not taken it. Never rejects. */
  async stop(): Promise<void> {
    await this.turn;
    this.isOpen = false;
    const lost = await this.writing.close();
    this.memory.clear();
    if (lost > 0) this.options.onLost?.(lost);
  }

  /** Those that are not resolved. */
  openIncidents(): readonly Incident[] {
    return this.memory.open();
  }

  /** Those that have the target among their members. */
  openAbout(environment: EnvironmentId, service: ServiceKind, target: TargetId): readonly Incident[] {
    return this.memory.openAbout(environment, service, target);
  }

  /**
   * Lets a decision change incidents, knowing all open ones. Decisions are taken one after another; those that come while
   * something is written are taken together, with one write for each incident. A decision is taken again where another
   * console's people have changed an incident meanwhile, and must not change twice what it has changed before.
   */
  decide(decision: Decision): Promise<void> {
    const batch = this.nextBatch ?? this.planBatch();
    return batch.add(decision);
  }

  /**
   * What a person does to one incident: it is in the store before it is anywhere else, whichever console leads. Rejects with
   * `unknown-incident`, with `StoreFault`, and with what the edit throws; then nothing of it is left.
   */
  change(id: IncidentId, edit: (incident: Incident) => IncidentOutcome): Promise<Incident> {
    const sinceMs = performance.now();
    return this.inTurn(async () => {
      this.writing.refuseWhileImpaired();
      this.writing.refuseLate(sinceMs);
      if (this.writing.isUnsaved(id)) await this.writing.flush();
      const { incident, deliveries } = await writeEdit(
        id,
        this.memory.incident(id),
        (known) => this.options.addDeliveries(edit(known)),
        {
          read: (incidentId) => this.writing.insist(() => this.store.incident(incidentId)),
          write: (change) => this.writing.insist(() => this.store.saveIncident(change)),
        },
      );
      if (!this.isOpen) return incident;
      const { checks } = this.memory.incident(id) ?? incident;
      this.memory.put({ ...incident, checks });
      this.take(incident, deliveries);
      return incident;
    });
  }

  /** Throws `StoreFault` while alerts live in memory alone: what a person asks for then could be lost. */
  refuseWhileImpaired(): void {
    this.writing.refuseWhileImpaired();
  }

  /** Puts dead deliveries back into their queues. Resolves with how many; rejects with `StoreFault`. */
  async replay(which: DeadSelection): Promise<number> {
    const replayed = await this.writing.insist(() => this.store.replayDeliveries(which, this.now()));
    // Where this console does not lead, the leading one finds them.
    if (this.isOpen && replayed > 0) await this.refresh();
    return replayed;
  }

  /** Marks dead deliveries as seen by a person, who leaves them so. Resolves with how many; rejects with `StoreFault`. */
  async dismiss(which: DeadSelection, by: string): Promise<number> {
    const dismissed = await this.writing.insist(() => this.store.dismissDeliveries(which, by));
    const known = this.memory.ids().flatMap((id) => this.memory.deliveriesOf(id));
    await this.relearn(known.filter(({ state }) => state === 'dead'));
    return dismissed;
  }

  /** Puts something into memory that is worth keeping with the incident's next change, and not by itself. */
  revise(id: IncidentId, edit: (incident: Incident) => Incident | null): void {
    const incident = this.memory.incident(id);
    const revised = incident && edit(incident);
    if (revised) this.memory.put(revised);
  }

  /** Incidents of which memory knows more than the store, or all that it holds where the store cannot be read. */
  ahead(isStoreUnread: boolean): readonly Incident[] {
    return this.memory
      .ids()
      .filter((id) => isStoreUnread || this.writing.isUnsaved(id))
      .flatMap((id) => this.memory.incident(id) ?? []);
  }

  /** Oldest first. */
  deliveriesOf(id: IncidentId): readonly Delivery[] {
    return this.memory.deliveriesOf(id);
  }

  unsettled(): readonly Delivery[] {
    return this.memory.unsettled();
  }

  incident(id: IncidentId): Incident | undefined {
    return this.memory.incident(id);
  }

  delivered(incidentId: IncidentId, channel: string): readonly Delivery[] {
    return this.memory
      .deliveriesOf(incidentId)
      .filter(
        (delivery) =>
          delivery.channel === channel && (delivery.state === 'delivered' || delivery.state === 'merged'),
      );
  }

  async claim(deliveries: readonly Delivery[], untilMs: number): Promise<readonly Delivery[]> {
    if (!(await this.fence.assure())) return [];
    const ids = deliveries.map(({ id }) => id);
    const { owner } = this.options;
    const { term } = this.fence;
    const nowMs = this.now();
    const claim = { owner, since: new Date(nowMs).toISOString(), until: new Date(untilMs).toISOString() };
    const held = await this.writing.reach(() =>
      this.store.claimDeliveries(ids, { owner, untilMs, nowMs, term }),
    );
    const marked = deliveries
      .filter(({ id }) => held?.includes(id) ?? true)
      .map((delivery): Delivery => ({ ...delivery, state: 'sending', claim }));
    // This console may have stood still since it asked.
    if (!(await this.fence.assure())) {
      await this.writing.reach(() => this.store.settleDeliveries(owner, marked.map(unclaimed)));
      return [];
    }
    for (const delivery of marked) this.put(delivery, held === undefined);
    await this.relearn(deliveries.filter(({ id }) => !marked.some((each) => each.id === id)));
    return marked;
  }

  async settle(deliveries: readonly Delivery[]): Promise<void> {
    for (const delivery of deliveries) this.put(delivery, false);
    const { owner } = this.options;
    const written = await this.writing.reach(() => this.store.settleDeliveries(owner, deliveries));
    for (const { incidentId } of deliveries) {
      if (written === undefined) this.writing.markUnsaved(incidentId);
      this.publish('deliveries', incidentId);
      this.forget(incidentId);
    }
  }

  /** Learns what others did in the store: another console's people, or a replay. Rejects with `StoreFault`. */
  refresh(): Promise<void> {
    return this.inTurn(async () => {
      const [open, unsettled] = await Promise.all([
        this.store.openIncidents(),
        this.store.unsettledDeliveries(),
      ]);
      const stored = new Map(open.map((incident) => [incident.id, incident]));
      for (const { id } of this.memory.open()) {
        const incident = stored.get(id) ?? (await this.store.incident(id));
        if (incident) this.learn(incident);
      }
      await this.learnNew(open.filter(({ id }) => !this.memory.incident(id)));
      for (const delivery of unsettled) await this.learnDelivery(delivery);
    });
  }

  /** What another console holds, or has settled, is as the store says. */
  private async relearn(deliveries: readonly Delivery[]): Promise<void> {
    for (const { id } of deliveries) {
      const stored = await this.writing.reach(() => this.store.delivery(id));
      if (stored) this.memory.putDelivery(stored);
    }
  }

  private async load(id: IncidentId): Promise<void> {
    const incident = this.memory.incident(id) ?? (await this.store.incident(id));
    if (incident) this.memory.put(incident);
  }

  /** Another console, that led or believed so, has opened them. */
  private async learnNew(opened: readonly Incident[]): Promise<void> {
    if (opened.length === 0) return;
    const deliveries = await this.store.deliveriesOf(opened.map(({ id }) => id));
    opened.forEach((incident) => this.learn(incident));
    for (const delivery of deliveries) {
      if (!isUnsettled(delivery)) this.memory.putDelivery(delivery);
    }
    opened.forEach((incident) => this.notifyOpenedElsewhere(incident));
  }

  private learn(incident: Incident): void {
    const known = this.memory.incident(incident.id);
    if (this.writing.isUnsaved(incident.id) || (known && known.version >= incident.version)) return;
    this.memory.put(incident);
    this.publish('incidents', incident.id);
    this.forget(incident.id);
  }

  /** What was read may be over by now, so it is read once more; what memory settled is younger, unless it was replayed. */
  private async learnDelivery({ id, incidentId }: Delivery): Promise<void> {
    const known = this.memory.delivery({ id, incidentId });
    if (known && isUnsettled(known)) return;
    const fresh = await this.store.delivery(id);
    if (!fresh || !isUnsettled(fresh) || (known && fresh.queuedAt <= known.queuedAt)) return;
    await this.load(incidentId);
    // Settled meanwhile?
    if (this.memory.delivery({ id, incidentId }) !== known) return;
    this.memory.putDelivery(fresh);
    this.publish('deliveries', incidentId);
    this.notifyQueued();
  }

  /** False where somebody else was faster, whose version memory has then. */
  private async keep({ incident, deliveries }: IncidentChange, isLast: boolean): Promise<boolean> {
    const { id, version } = incident;
    const saved = await this.writing.save({ incident, deliveries });
    // Another console leads, which this one is about to learn.
    if (saved === 'outdated') return true;
    const isOvertaken = saved === 'conflict';
    if (isOvertaken && !isLast && (await this.catchUp(incident))) return false;
    if (isOvertaken) this.writing.markUnsaved(id, version - 1);
    this.take(incident, deliveries);
    return true;
  }

  /** Memory holds what the store holds, and publishes it. Not before: nobody can claim what the store does not hold. */
  private take({ id }: Incident, deliveries: readonly Delivery[]): void {
    deliveries.forEach((delivery) => this.memory.putDelivery(delivery));
    if (deliveries.length > 0) this.notifyQueued();
    this.publish('incidents', id);
    this.forget(id);
  }

  /** Puts the store's version into memory. False where there is none to be had. */
  private async catchUp({ id, checks }: Incident): Promise<boolean> {
    const stored = await this.writing.reach(() => this.store.incident(id));
    if (!stored) return false;
    this.memory.put({ ...stored, checks });
    this.publish('incidents', id);
    this.forget(id);
    return true;
  }

  private put(delivery: Delivery, isUnsaved: boolean): void {
    this.memory.putDelivery(delivery);
    if (isUnsaved) this.writing.markUnsaved(delivery.incidentId);
  }

  private forget(id: IncidentId): void {
    if (!this.writing.isUnsaved(id)) this.memory.forget(id);
  }

  private publish(topic: 'incidents' | 'deliveries', id: IncidentId): void {
    const incident = this.memory.incident(id);
    if (incident) this.options.onChange(topic, incident);
  }

  private planBatch(): DecisionBatch {
    const batch = new DecisionBatch();
    this.inTurn(() => this.decideAll(batch)).then(
      () => batch.settle(),
      (error: unknown) => batch.fail(error),
    );
    return (this.nextBatch = batch);
  }

  private async decideAll(batch: DecisionBatch): Promise<void> {
    const isLeading = await this.fence.assure();
    if (this.nextBatch === batch) this.nextBatch = undefined;
    for (let attempt = 1; isLeading && attempt <= MOST_DECISIONS; attempt += 1) {
      if (await this.keepAll(batch.take(this.memory), attempt === MOST_DECISIONS)) return;
    }
  }

  /** A few at a time, so that the first can be sent before the last is written. False where somebody else was faster. */
  private async keepAll(outcomes: readonly IncidentOutcome[], isLast: boolean): Promise<boolean> {
    const changes = outcomes.map((outcome) => this.options.addDeliveries(outcome));
    for (const { incident } of changes) this.memory.put(incident);
    let areKept = true;
    for (let first = 0; first < changes.length; first += WRITES_AT_ONCE) {
      const keeping = changes.slice(first, first + WRITES_AT_ONCE).map((each) => this.keep(each, isLast));
      // A fault of ours in one of them must not begin the next turn while others are still written.
      await Promise.allSettled(keeping);
      areKept = (await Promise.all(keeping)).every((isKept) => isKept) && areKept;
    }
    return areKept;
  }

  /** One after another, whatever became of the one before. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.nextBatch = undefined;
    const turn = this.turn.then(work, work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }
}

function unclaimed(delivery: Delivery): Delivery {
  return { ...delivery, state: 'queued', claim: null };
}
