import { sentryNameOf } from '../environments.ts';
import type { Story } from '../story.ts';
import { ISSUE_SEEDS, type IssueSeed } from './issue-seeds.ts';
import { occurrencesOf, Received, type ReceivedIssue } from './received.ts';
import { occurrences, type Occurrence } from './tally.ts';

const DAY_MS = 86_400_000;

/** What never changes about the demo's organization and its one project. */
export const PROJECT = {
  organization: 'acme',
  organizationId: '1',
  slug: 'api',
  id: '42',
  publicKey: 'publickey',
} as const;

/** An issue in the environments that were asked for. */
export interface Issue {
  readonly id: string;
  readonly shortId: string;
  readonly type: string | null;
  readonly value: string;
  readonly culprit: string | null;
  readonly filename: string | null;
  readonly platform: string;
  readonly level: string;
  readonly status: IssueSeed['status'];
  readonly substatus: IssueSeed['substatus'];
  readonly priority: IssueSeed['priority'];
  readonly isUnhandled: boolean;
  /** Users per event, of 0 to 1. */
  readonly userRatio: number;
  /** Its events in those environments, oldest first; never empty. */
  readonly occurrences: readonly Occurrence[];
}

/** The project that the stand-ins of the web API and of ingestion share: what the story invents and what came in. */
export class SentryProject {
  readonly received = new Received();
  private readonly keys: ReadonlyMap<string, string>;
  private readonly story: Story;
  private readonly startedAtMs: number;

  constructor(environments: readonly string[], story: Story, startedAtMs: number) {
    this.keys = new Map(environments.map((key) => [sentryNameOf(key), key]));
    this.story = story;
    this.startedAtMs = startedAtMs;
  }

  /** The names of the environments: the demo's own, then those that came in with events. */
  environments(): string[] {
    return [...new Set([...this.keys.keys(), ...this.received.environments()])];
  }

  /** The sandbox's key of a Sentry environment. */
  keyOf(name: string): string | undefined {
    return this.keys.get(name);
  }

  /** The issues that ever happened in any of these environments. */
  issues(environments: readonly string[], nowMs: number): Issue[] {
    const scripted = ISSUE_SEEDS.map((seed, index) => this.issueOf(seed, index, environments, nowMs));
    const received = this.received.issues().map((issue) => this.came(issue, environments));
    return [...scripted, ...received].filter((issue) => issue.occurrences.length > 0);
  }

  private issueOf(seed: IssueSeed, index: number, environments: readonly string[], nowMs: number): Issue {
    const isSpiking = index === 0;
    const all = environments.flatMap((name) => {
      const key = this.keys.get(name);
      const perHour =
        key === undefined ? 0 : (seed.perHour[key] ?? (isOther(key) ? seed.perHour['staging'] : 0));
      if (key === undefined || !perHour) return [];
      const bornAtMs = this.startedAtMs - seed.bornDaysAgo * DAY_MS;
      const rhythm = { name: `${key} issue ${index}`, environment: key, perHour, bornAtMs };
      const spikes = isSpiking && key === 'staging';
      return occurrences({ ...rhythm, isSpiking: spikes }, this.story, this.startedAtMs, nowMs);
    });
    const spikesNow =
      isSpiking &&
      environments.includes('staging') &&
      this.story.isHappening('staging-error-spike', nowMs - this.startedAtMs);
    return {
      ...seed,
      id: String(5_120_034_400 + index),
      shortId: `API-1${(index + 10).toString(36).toUpperCase()}`,
      platform: 'node',
      substatus: spikesNow ? 'escalating' : seed.substatus,
      userRatio: 0.1 + (index % 5) / 10,
      occurrences: sorted(all),
    };
  }

  private came({ number, latest, events }: ReceivedIssue, environments: readonly string[]): Issue {
    const users = new Set(events.map(({ userId }) => userId)).size - (events.some((e) => !e.userId) ? 1 : 0);
    return {
      ...latest,
      id: String(5_990_000_000 + number),
      shortId: `API-R${number}`,
      status: 'unresolved',
      substatus: 'new',
      priority: latest.level === 'error' || latest.level === 'fatal' ? 'high' : 'medium',
      userRatio: users / events.length,
      occurrences: sorted(environments.flatMap((name) => occurrencesOf(events, name))),
    };
  }
}

function isOther(key: string): boolean {
  return !['dev', 'staging', 'prod'].includes(key);
}

function sorted(all: readonly Occurrence[]): Occurrence[] {
  return all.toSorted((one, other) => one.atMs - other.atMs);
}
