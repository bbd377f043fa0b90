import { writeFileSync } from 'node:fs';
import { MAIN, type ScriptsBySource } from './merge-chunks.ts';

const APP = 'apps/admin/src/app';
const ALERTS = `${APP}/alerts`;
const ACCESS = `${APP}/access`;
const CHART = 'node_modules/uplot/dist/uPlot.esm.js';
const ENVIRONMENT = 'environments/:environment';
const SERVICES = [
  'mongodb',
  'redis',
  'sentry',
  'uptimerobot',
  'discord',
  'endpoints',
  'heartbeats',
  'request-metrics',
];
const LANGUAGES = ['en', 'ko'];

/** The texts of every page. */
const EVERYWHERE = 'core';
/** What the console asks for at each of its addresses but those at its door, where nobody is signed in. */
const INSIDE = ['internal/config', 'internal/overview', 'internal/incidents?state=unresolved&limit=100'];

/** A kind of page. */
interface Page {
  readonly path: string;
  /** Modules that it imports by and by, without which it cannot say how anything stands. */
  readonly sources: readonly string[];
  /** Those that it imports after that. */
  readonly later?: readonly string[];
  /** What it asks of the API first, below `api`. */
  readonly data: readonly string[];
  /** The texts that it needs besides those of every page. */
  readonly texts?: string;
}

const alertPage = (path: string, source: string, data: readonly string[] = []): Page => ({
  path,
  sources: [`${ALERTS}/alert-frame.ts`, `${ALERTS}/${source}.ts`],
  data: [...INSIDE, ...data],
  texts: 'incidents',
});

const accessPage = (path: string, source: string): Page => ({
  path,
  sources: [`${ACCESS}/access-frame.ts`, `${ACCESS}/${source}.ts`],
  data: INSIDE,
  texts: 'access/access',
});

const servicePage = (service: string): Page => ({
  path: `${ENVIRONMENT}/services/${service}`,
  sources: [`${APP}/detail/service-page.ts`],
  later: [`${APP}/detail/history.ts`, `${APP}/services/${service}/${service}-detail.ts`, CHART],
  data: [...INSIDE, `internal/${ENVIRONMENT}/services/${service}`],
  texts: 'charts',
});

/** What each page of the console is made of. A module that is not there any more stops the build. */
const PAGES: readonly Page[] = [
  { path: '', sources: [], later: [`${APP}/overview/recent-events.ts`], data: INSIDE },
  {
    path: ENVIRONMENT,
    sources: [`${APP}/environment/environment-page.ts`, `${APP}/services/generic-card.ts`],
    data: [...INSIDE, `internal/${ENVIRONMENT}/dashboard`],
  },
  ...SERVICES.map(servicePage),
  {
    path: 'compare/:service',
    sources: [`${APP}/compare/compare-page.ts`],
    later: [CHART],
    data: INSIDE,
    texts: 'charts',
  },
  {
    path: 'workers',
    sources: [`${APP}/workers/workers-page.ts`],
    data: [...INSIDE, 'internal/workers'],
    texts: 'workers',
  },
  alertPage('incidents', 'incidents/list/incidents-page'),
  alertPage('incidents/:id', 'incidents/page/incident-page', ['internal/incidents/:id']),
  alertPage('rules', 'rules/rules-page'),
  alertPage('rules/:id', 'rules/rule-page'),
  alertPage('deliveries', 'deliveries/deliveries-page'),
  alertPage('mutes', 'mutes/mutes-page'),
  alertPage('channels', 'channels/channels-page'),
  accessPage('account', 'account/account-page'),
  accessPage('people', 'people/people-page'),
  accessPage('people/:id', 'people/person-page'),
  accessPage('api-keys', 'keys/keys-page'),
  accessPage('audit', 'audit/audit-page'),
];

/** Writes what the server has browsers load at once with each page: `Preloads` of `apps/api/src/http/page/preloads.ts`. */
export function writePreloads(file: string, scripts: ScriptsBySource): void {
  const scriptsOf = (sources: readonly string[]): string[] => [
    ...new Set(
      sources.flatMap((source) => {
        const some = scripts.get(source);
        if (some === undefined)
          throw new Error(`No page imports ${source} by and by: see ${import.meta.filename}`);
        return some;
      }),
    ),
  ];
  const textsOf = (...parts: readonly string[]): Record<string, string[]> =>
    Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        scriptsOf(parts.map((part) => `libs/texts/${language}/${part}.ts`)),
      ]),
    );
  const preloads = [
    { path: '**', scripts: scriptsOf([MAIN]), later: [], texts: textsOf(EVERYWHERE), data: ['session'] },
    ...PAGES.map(({ path, sources, later = [], data, texts }) => ({
      path,
      scripts: scriptsOf(sources),
      later: scriptsOf(later),
      texts: texts === undefined ? {} : textsOf(texts),
      data,
    })),
  ];
  writeFileSync(file, JSON.stringify(preloads));
}
