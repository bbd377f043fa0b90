import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Injectable, linkedSignal } from '@angular/core';
import { type Mute, MuteList, muteStateAt } from '@envscope/contracts/index.js';
import { API, LARGEST_PAGE } from '../api/api';
import { Clock } from '../live/clock';
import { reloadOnAlerts } from '../live/reload-on-events';
import { lastValue } from '../resources/last-value';
import { isOfScope, isWithin, type SilenceScope } from './silence-scope';

/** The mutes that are in force now, in all environments: what is shown as silenced, and until when. */
@Injectable({ providedIn: 'root' })
export class CurrentMutes {
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);
  private readonly resource = httpResource(
    // More than that at once nobody mutes by hand.
    () => ({ url: API.mute, params: { state: 'current', limit: LARGEST_PAGE } }),
    { parse: (value) => MuteList.parse(value) },
  );
  private readonly list = lastValue(this.resource);

  /** What was begun and ended here since the mutes were read. */
  private readonly newer = linkedSignal<MuteList | undefined, ReadonlyMap<string, Mute>>({
    source: this.list,
    computation: () => new Map(),
  });

  /** Each second time may begin or end one; whoever reads them is asked again only where it has. */
  private readonly active = computed<readonly Mute[]>(
    () => {
      const all = new Map([
        ...(this.list()?.mutes ?? []).map((mute) => [mute.id, mute] as const),
        ...this.newer(),
      ]);
      return [...all.values()].filter((mute) => muteStateAt(mute, this.clock.nowMs()) === 'active');
    },
    {
      equal: (one, other) => one.length === other.length && one.every((mute, index) => mute === other[index]),
    },
  );

  /** Whether what is not here is not muted. */
  readonly isRead = computed(() => this.list() !== undefined);

  constructor() {
    reloadOnAlerts(this.resource, ({ topic }) => topic === 'mutes');
  }

  /** Silences of just that scope: what ends with a press. */
  silencesOf(scope: SilenceScope): readonly Mute[] {
    return this.active().filter((mute) => mute.kind === 'silence' && isOfScope(mute, scope));
  }

  /** What mutes the whole scope now; of several the one that lasts longest. */
  over(scope: SilenceScope): Mute | undefined {
    return longest(this.active().filter((mute) => isWithin(mute, scope)));
  }

  /** One that the server names. */
  byId(id: string): Mute | undefined {
    return this.active().find((mute) => mute.id === id);
  }

  /** Shows at once what the server has just answered. */
  learn(mute: Mute): void {
    this.newer.update((newer) => new Map(newer).set(mute.id, mute));
  }
}

function longest(mutes: readonly Mute[]): Mute | undefined {
  const endOf = ({ endsAt }: Mute) => (endsAt === null ? Infinity : Date.parse(endsAt));
  return mutes.toSorted((one, other) => endOf(other) - endOf(one))[0];
}
