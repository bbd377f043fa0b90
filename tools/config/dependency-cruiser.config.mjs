/** What each folder may import: the table of docs/ARCHITECTURE.md, enforced. */
const own = (folder) => `^libs/${folder}/`;
const LIBS = '^libs/';

/** Files of `from` may import, of our libs, only what `may` names (and their own folder). */
const only = (name, from, ...may) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.spec\\.ts$' },
  to: { path: LIBS, pathNot: [from, ...may] },
});

const CONTRACTS = own('contracts');
const TEXTS = own('texts');
const ENVIRONMENTS = own('environments');
const NETWORK = own('integrations/network');
const KERNEL = own('integrations/kernel');

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circular-folders',
      comment: 'A room of the console may be read without those that lead to it.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/admin/' },
      to: { circular: true },
    },
    {
      name: 'messages-know-no-deliveries',
      comment: 'What a message says does not depend on how it is sent.',
      severity: 'error',
      from: { path: '^libs/monitoring/messages/' },
      to: { path: '^libs/monitoring/deliveries/' },
    },
    { name: 'libs-not-to-apps', severity: 'error', from: { path: LIBS }, to: { path: '^apps/' } },
    {
      name: 'tools-serve-no-product',
      comment: 'What is deployed needs nothing of how it is built and tried.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^apps/admin/e2e/', 'jest\\.config\\.mjs$'] },
      to: { path: '^tools/' },
    },
    {
      name: 'tools-start-apps-as-processes',
      severity: 'error',
      from: { path: '^tools/' },
      to: { path: '^apps/', pathNot: '^apps/sandbox/src/chance\\.ts$' },
    },
    {
      name: 'tools-know-little-of-libs',
      comment:
        'They run from their sources, unbuilt: beside the kit for specs they read contracts, env files, and the store and the places of checks that they measure.',
      severity: 'error',
      from: { path: '^tools/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: LIBS,
        pathNot: [
          own('testing'),
          CONTRACTS,
          own('store'),
          '^libs/settings/files/env-file\\.ts$',
          '^libs/monitoring/schedule/own-place\\.ts$',
        ],
      },
    },
    {
      name: 'one-place-starts-processes',
      severity: 'error',
      from: {
        path: '^(tools|apps/admin/e2e)/',
        pathNot: [
          '^tools/stage/',
          '^tools/start/',
          '^apps/admin/e2e/pages/workers\\.e2e\\.ts$',
          '^tools/bench/(bench-console|engine/subject|crew/crew)\\.ts$',
        ],
      },
      to: { path: '^tools/stage/console-process\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    only('contracts-alone', CONTRACTS),
    {
      name: 'contracts-and-texts-pure',
      comment:
        'Of zod the small half: the methods of the other one load with every first page of the console.',
      severity: 'error',
      from: { path: [CONTRACTS, TEXTS], pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/(v4/)?mini/' },
    },
    only('texts-know-contracts', TEXTS, CONTRACTS),
    only('environments-know-contracts', ENVIRONMENTS, CONTRACTS),
    only('network-alone', NETWORK, CONTRACTS, ENVIRONMENTS),
    only('kernel-knows-environments', KERNEL, CONTRACTS, ENVIRONMENTS, NETWORK),
    {
      name: 'integrations-know-no-other',
      severity: 'error',
      from: {
        path: '^libs/integrations/([^/]+)/',
        pathNot: ['\\.spec\\.ts$', NETWORK, KERNEL, own('integrations/request-metrics')],
      },
      to: { path: LIBS, pathNot: ['^libs/integrations/$1/', CONTRACTS, ENVIRONMENTS, NETWORK, KERNEL] },
    },
    only(
      'request-metrics-reads-through-redis',
      own('integrations/request-metrics'),
      CONTRACTS,
      ENVIRONMENTS,
      NETWORK,
      KERNEL,
      '^libs/integrations/redis/redis\\.(client|module|settings)\\.ts$',
    ),
    only('recorder-stands-alone', own('request-recorder'), CONTRACTS),
    only('reporter-stands-alone', own('heartbeat-reporter')),
    only(
      'settings-compose-sections',
      own('settings'),
      CONTRACTS,
      ENVIRONMENTS,
      '^libs/integrations/[^/]+/[^/]+\\.settings\\.ts$',
      // Which networks a setting may name, and what it says of them.
      '^libs/integrations/network/reach/(ip-networks|target-policy)\\.ts$',
      // A kind of channel brings its section with it.
      '^libs/integrations/channels\\.ts$',
    ),
    only('access-knows-contracts', own('access'), CONTRACTS),
    only('store-knows-contracts', own('store'), CONTRACTS),
    only(
      'monitoring-knows-no-vendor',
      own('monitoring'),
      CONTRACTS,
      TEXTS,
      ENVIRONMENTS,
      KERNEL,
      '^libs/store/(\\w+-store|stores)\\.ts$',
    ),
    only(
      'queue-serves-monitoring',
      own('queue'),
      CONTRACTS,
      ENVIRONMENTS,
      NETWORK,
      '^libs/integrations/redis/connection/redis-connector\\.client\\.ts$',
      '^libs/monitoring/(workers|clock)/',
    ),
    {
      name: 'bullmq-in-queue-only',
      comment: 'A console without a queue loads none of it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [own('queue')] },
      to: { path: 'node_modules/bullmq/' },
    },
    {
      name: 'testing-in-specs-only',
      severity: 'error',
      from: {
        pathNot: ['\\.spec\\.ts$', own('testing'), '^apps/api/src/testing/', '^apps/admin/e2e/', '^tools/'],
      },
      to: { path: own('testing') },
    },
    {
      name: 'admin-imports-contracts-and-texts',
      severity: 'error',
      from: { path: '^apps/admin/', pathNot: '^apps/admin/e2e/' },
      to: {
        path: [LIBS, 'node_modules/(@nestjs|mongoose|ioredis|zod/(?!mini/))'],
        pathNot: [CONTRACTS, TEXTS],
      },
    },
    {
      name: 'sandbox-shares-nothing',
      severity: 'error',
      from: { path: '^apps/sandbox/' },
      to: { path: LIBS },
    },
    {
      name: 'sdk-in-clients-only',
      comment:
        "A vendor's SDK is seen by the client alone, by the address that its parser reads, and by the recorder, which writes.",
      severity: 'error',
      from: {
        path: '^libs/(integrations|monitoring|settings|environments)/',
        pathNot: [
          '\\.(client|address)\\.ts$',
          '\\.spec\\.ts$',
          '^libs/integrations/mongodb/mongodb\\.(connections|module)\\.ts$',
        ],
      },
      to: { path: 'node_modules/(ioredis|mongoose|mongodb)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
