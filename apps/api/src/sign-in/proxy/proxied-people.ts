import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { AuditChanges } from '../../audit/audit-changes.js';
import { AuditLog } from '../../audit/audit-log.js';
import { draftOf } from '../../audit/audit-requests.js';
import { Arrivals, type Arrival, type Arrived } from '../groups/arrivals.js';
import { noteOf } from '../people/person-note.js';
import { SignInMethods } from '../sign-in-methods.js';
import { statedPerson, statesSomebody } from './stated-person.js';

interface Known {
  readonly readAtMs: number;
  readonly person: Promise<PersonRecord | null>;
}

/** What was read is believed for so long: a page asks many times at once, and whoever was put out is out within 5 s. */
const FRESH_MS = 1_500;
/** So long it lets people in while the store fails. */
const STORE_AWAY_MS = 600_000;
const MOST_KNOWN = 5_000;
const MOST_STRANGERS = 20;

/** People of whom a proxy in front says who they are, by headers of each request. */
@Injectable()
export class ProxiedPeople {
  private readonly logger = new Logger('Sign-in');
  private readonly known = new Map<string, Known>();
  private readonly strangers = new Set<string>();

  constructor(
    @Inject(CONSOLE_SETTINGS)
    private readonly settings: Pick<ConsoleSettings, 'signIn' | 'sessionIdleMs'>,
    private readonly methods: SignInMethods,
    private readonly people: PeopleStore,
    private readonly arrivals: Arrivals,
    private readonly log: AuditLog,
    private readonly changes: AuditChanges,
  ) {}

  /** Undefined where the request comes by no such proxy; null where it names nobody who may come in. Rejects with `StoreFault`. */
  async personOf(request: Request): Promise<PersonRecord | null | undefined> {
    const names = this.settings.signIn.trustedHeader;
    if (!names) return undefined;
    if (!this.methods.isByProxy(request)) {
      if (statesSomebody(request, names)) this.reportStranger(request, names.user);
      return undefined;
    }
    const arrival = statedPerson(request, names);
    return arrival && this.find(request, arrival);
  }

  private async find(request: Request, arrival: Arrival): Promise<PersonRecord | null> {
    const key = JSON.stringify(arrival);
    const nowMs = SYSTEM_CLOCK.steady();
    const known = this.known.get(key);
    if (known && nowMs - known.readAtMs < FRESH_MS) return known.person;
    const person = this.read(request, arrival);
    this.remember(key, { readAtMs: nowMs, person });
    try {
      return await person;
    } catch (error) {
      if (!(error instanceof StoreFault) || !known || nowMs - known.readAtMs > STORE_AWAY_MS) {
        this.known.delete(key);
        throw error;
      }
      // Its age stays: it is what was read then.
      this.remember(key, known);
      return known.person;
    }
  }

  private async read(request: Request, arrival: Arrival): Promise<PersonRecord | null> {
    const person = await this.people.personOfIdentity(arrival.identity);
    if (person?.isDisabled) return null;
    const isRecent =
      person?.signedInAt != null &&
      SYSTEM_CLOCK.now() - Date.parse(person.signedInAt) < this.settings.sessionIdleMs;
    if (person && isRecent && this.arrivals.isKnown(person, arrival)) return person;
    const signedInAt = new Date(SYSTEM_CLOCK.now()).toISOString();
    try {
      const arrived = await this.arrivals.arrive(arrival, { signedInAt });
      await this.record(request, arrived);
      return arrived.person;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'account-disabled') return null;
      throw error;
    }
  }

  /** Whoever comes for the first time in hours, or with other groups, has signed in. */
  private async record(request: Request, { before, person }: Arrived): Promise<void> {
    const draft = draftOf(request, { atMs: SYSTEM_CLOCK.now(), outcome: 'done', code: null });
    await this.log.record({
      ...draft,
      actor: { kind: 'person', id: person.id, name: person.name },
      action: 'signInByProxy',
      target: { kind: 'person', id: person.id },
      environment: null,
      changes: this.changes.between(before && noteOf(before), noteOf(person)),
    });
  }

  /** Once for each address: somebody tries it, or the proxy is not named. */
  private reportStranger({ socket }: Request, header: string): void {
    const address = socket.remoteAddress ?? '';
    if (this.strangers.has(address) || this.strangers.size >= MOST_STRANGERS) return;
    this.strangers.add(address);
    this.logger.warn(
      `${address} sends ${header}, which counts for nothing: TRUSTED_HEADER_FROM does not name this address`,
    );
  }

  private remember(key: string, known: Known): void {
    this.known.delete(key);
    this.known.set(key, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
  }
}
