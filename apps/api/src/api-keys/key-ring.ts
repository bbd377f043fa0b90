import { Principal } from '@envscope/access/principal.js';
import type { ApiKey, Grant, Permission } from '@envscope/contracts/index.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { ApiKeyStore, type StoredApiKey } from '@envscope/store/access/api-key-store.js';
import { PeopleStore } from '@envscope/store/access/people-store.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isKey, keyHashOf } from './key-text.js';

/** How old what is known may be: what another console has revoked is refused after this, and its streams end within 5 s. */
const KNOWN_FOR_MS = 1_500;
const TOUCH_EVERY_MS = 60_000;
const EVERYTHING: readonly Grant[] = [{ role: 'owner', environment: null }];

interface Known {
  readonly keys: readonly StoredApiKey[];
  readonly people: readonly PersonRecord[];
  readonly byHash: ReadonlyMap<string, StoredApiKey>;
}

interface Powers {
  readonly grants: readonly Grant[];
  readonly permissions: readonly Permission[];
}

/** Recognizes API keys, and knows what each may do: never more than whoever made it may by now. */
@Injectable()
export class KeyRing {
  private readonly logger = new Logger('API keys');
  private known: Promise<Known> | undefined;
  private knownAtMs = 0;
  private readonly touchedAtMs = new Map<string, number>();

  constructor(
    private readonly store: ApiKeyStore,
    private readonly people: PeopleStore,
    @Inject(CONSOLE_SETTINGS) private readonly settings: Pick<ConsoleSettings, 'allowUnauthenticated'>,
  ) {}

  /** What was known is read anew: a key has changed. */
  forget(): void {
    this.known = undefined;
  }

  /** Whoever the key lets in; null where it is not good, or not any more. Rejects with `StoreFault`. */
  async principalOf(text: string): Promise<Principal | null> {
    if (!isKey(text)) return null;
    const known = await this.read();
    const key = known.byHash.get(keyHashOf(text));
    const nowMs = Date.now();
    const powers = key && this.powersOf(key, known, nowMs);
    if (!powers) return null;
    this.touch(key, nowMs);
    const actor = { kind: 'api-key', id: key.id, name: key.name } as const;
    return new Principal(actor, powers.grants, powers.permissions);
  }

  /** Null where it is not in force, or its maker is gone. */
  private powersOf(key: StoredApiKey, known: Known, nowMs: number): Powers | null {
    if (stateOf(key, nowMs) !== 'active') return null;
    const maker = this.powersOfMaker(key, known, nowMs);
    if (!maker) return null;
    const grants = key.environments?.flatMap((environment) => narrowed(maker.grants, environment));
    const permissions = key.permissions.filter((permission) => maker.permissions.includes(permission));
    return { grants: grants ?? maker.grants, permissions };
  }

  private powersOfMaker(
    { createdBy, id, permissions }: StoredApiKey,
    known: Known,
    nowMs: number,
  ): Powers | null {
    switch (createdBy.kind) {
      case 'person': {
        const person = known.people.find((each) => each.id === createdBy.id);
        return person && !person.isDisabled ? { grants: grantsOf(person, nowMs), permissions } : null;
      }
      case 'api-key': {
        // Ids sort as keys were made, so that this ends.
        const maker = known.keys.find((each) => each.id === createdBy.id && each.id < id);
        return maker ? this.powersOf(maker, known, nowMs) : null;
      }
      case 'anyone':
        // Anybody could have made it: good for as long as anybody may do anything.
        return this.settings.allowUnauthenticated ? { grants: EVERYTHING, permissions } : null;
      case 'demo':
        return { grants: EVERYTHING, permissions };
      default:
        return null;
    }
  }

  private read(): Promise<Known> {
    const nowMs = performance.now();
    if (this.known && nowMs - this.knownAtMs <= KNOWN_FOR_MS) return this.known;
    const known = this.readStores();
    this.known = known;
    this.knownAtMs = nowMs;
    // Whoever waits hears of a fault; the next one asks again.
    known.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known;
  }

  private async readStores(): Promise<Known> {
    const [keys, people] = await Promise.all([this.store.apiKeys(), this.people.people()]);
    return { keys, people, byHash: new Map(keys.map((key) => [key.hash, key])) };
  }

  /** Nobody waits for it, and a fault loses nothing but a minute. */
  private touch({ id, lastUsedAt }: StoredApiKey, nowMs: number): void {
    const lastMs = Math.max(this.touchedAtMs.get(id) ?? 0, lastUsedAt === null ? 0 : Date.parse(lastUsedAt));
    if (nowMs - lastMs < TOUCH_EVERY_MS) return;
    this.touchedAtMs.set(id, nowMs);
    this.store.touchApiKey(id, nowMs).catch((error: unknown) => {
      this.logger.debug(`When a key was last used is not kept: ${String(error)}`);
    });
  }
}

/** Whether a key lets in at the moment, epoch milliseconds. */
export function stateOf({ revoked, expiresAt }: StoredApiKey, nowMs: number): ApiKey['state'] {
  if (revoked) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? 'expired' : 'active';
}

/** What grants are worth in one environment. */
function narrowed(grants: readonly Grant[], environment: string): Grant[] {
  return grants
    .filter((grant) => grant.environment === null || grant.environment === environment)
    .map(({ role }) => ({ role, environment }));
}
