import { Refusal, type Call, type Reply } from '../http/exchange.ts';
import { page } from './pages.ts';
import { PROJECT, type SentryProject } from './project.ts';
import { concernsProject, environments, iso, notFound } from './query.ts';

const HOUR_MS = 3_600_000;

interface Deploy {
  readonly id: string;
  readonly environment: string;
  readonly dateStarted: string | null;
  readonly dateFinished: string;
  readonly name: string | null;
  readonly url: string | null;
}

interface Release {
  readonly id: number;
  readonly version: string;
  readonly createdAtMs: number;
  readonly deploys: readonly Deploy[];
}

/** The releases of the demo, and those that came in with events. */
export class Releases {
  private readonly project: SentryProject;
  private readonly startedAtMs: number;
  private readonly releases = new Map<string, Release>();

  constructor(project: SentryProject, startedAtMs: number) {
    this.project = project;
    this.startedAtMs = startedAtMs;
    this.reset();
  }

  /** `GET …/releases/`, newest first; an environment narrows it to what was deployed or seen there. */
  list(call: Call): Reply {
    const names = environments(call, this.project);
    const isNarrowed = call.query.has('environment');
    const shown = this.all(call.atMs)
      .filter(() => concernsProject(call))
      .filter(
        (release) => !isNarrowed || placesOf(release, this.project).some((name) => names.includes(name)),
      )
      .sort((one, other) => other.createdAtMs - one.createdAtMs || other.id - one.id)
      .map((release) => this.shown(release));
    return page(call, shown);
  }

  /** `GET …/releases/{version}/deploys/`, newest first. */
  listDeploys(call: Call, version: string): Reply {
    return page(call, this.find(version, call.atMs).deploys.toReversed());
  }

  /** Back to the releases of the demo. */
  reset(): void {
    this.releases.clear();
    const names = this.project.environments();
    const history = [
      { version: 'api@1.7.3', hoursAgo: 196, places: names },
      { version: 'api@1.8.0', hoursAgo: 52, places: names },
      { version: 'api@1.9.0-rc.1', hoursAgo: 5, places: names.filter((name) => name !== 'production') },
    ];
    history.forEach(({ version, hoursAgo, places }, index) => {
      const createdAtMs = this.startedAtMs - hoursAgo * HOUR_MS;
      const deploys = places.map((environment, place) => {
        const finishedAtMs = createdAtMs + (place + 1) * 0.2 * HOUR_MS;
        return {
          id: String(81_723_300 + index * 10 + place),
          environment,
          dateStarted: iso(finishedAtMs - 210_000),
          dateFinished: iso(finishedAtMs),
          name: `gha-${11_800 + index}`,
          url: `https://github.example.test/acme/api/actions/runs/${11_800 + index}`,
        };
      });
      this.releases.set(version, { id: 991_820 + index, version, createdAtMs, deploys });
    });
  }

  private all(nowMs: number): Release[] {
    const known = [...this.releases.values()];
    const came = this.project.received
      .releases()
      .filter(({ version }) => !this.releases.has(version))
      .map(({ version, firstMs }, index) => ({
        id: 993_000 + index,
        version,
        createdAtMs: Math.min(firstMs, nowMs),
        deploys: [],
      }));
    return [...known, ...came];
  }

  private find(version: string, nowMs: number): Release {
    const release = this.all(nowMs).find((it) => it.version === version);
    if (release === undefined) throw new Refusal(notFound());
    return release;
  }

  private shown({ id, version, createdAtMs, deploys }: Release) {
    const seen = this.project.received.releases().find((release) => release.version === version);
    return {
      id,
      version,
      shortVersion: version,
      status: 'open',
      versionInfo: versionInfo(version),
      ref: null,
      url: null,
      dateReleased: null,
      dateCreated: iso(createdAtMs),
      data: {},
      newGroups: seen ? 1 : 0,
      owner: null,
      commitCount: 4,
      lastCommit: null,
      deployCount: deploys.length,
      lastDeploy: deploys.at(-1) ?? null,
      authors: [],
      // A number here, although an issue writes the same id as text.
      projects: [
        {
          id: Number(PROJECT.id),
          slug: PROJECT.slug,
          name: PROJECT.slug,
          newGroups: seen ? 1 : 0,
          platform: 'node-nestjs',
          platforms: ['node'],
          hasHealthData: true,
        },
      ],
      firstEvent: seen ? iso(seen.firstMs) : null,
      lastEvent: seen ? iso(seen.lastMs) : null,
      currentProjectMeta: {},
      userAgent: null,
    };
  }
}

function placesOf({ version, deploys }: Release, project: SentryProject): string[] {
  const seen = project.received.releases().find((release) => release.version === version);
  return [...deploys.map(({ environment }) => environment), ...(seen?.environments ?? [])];
}

function versionInfo(text: string) {
  const [, name, raw, major, minor, patch, pre] = /^(.+)@((\d+)\.(\d+)\.(\d+)(?:-(.+))?)$/.exec(text) ?? [];
  if (raw === undefined) return { package: null, version: { raw: text }, description: text, buildHash: null };
  const numbers = { major: Number(major), minor: Number(minor), patch: Number(patch) };
  return {
    package: name,
    version: { raw, ...numbers, pre: pre ?? null, buildCode: null, components: 3 },
    description: raw,
    buildHash: null,
  };
}
