import type { Sandbox } from './sandbox.js';

const SENTRY_ENVIRONMENTS: Readonly<Record<string, string>> = {
  dev: 'development',
  staging: 'staging',
  prod: 'production',
};

/** The variables with which a console watches every environment of a sandbox, as `.env.dev` does. */
export function sandboxVariables(
  sandbox: Pick<Sandbox, 'http' | 'redis' | 'mongodb'>,
  environments: readonly string[] = ['dev', 'staging', 'prod'],
): Record<string, string> {
  return Object.assign(
    {
      ENVIRONMENTS: environments.join(','),
      // What a console shows and does is tried without anybody who signs in; who may, in specs of their own.
      ALLOW_UNAUTHENTICATED: 'true',
      SENTRY_BASE_URL: `${sandbox.http}/sentry`,
      SENTRY_ORG: 'acme',
      SENTRY_PROJECT: 'api',
      SENTRY_AUTH_TOKEN: 'sntryu-sandbox',
      UPTIMEROBOT_BASE_URL: `${sandbox.http}/uptimerobot`,
    },
    ...environments.map((id) => ofEnvironment(sandbox, id, placeOf(id, environments))),
  ) as Record<string, string>;
}

/** As the sandbox numbers its webhooks: the customary environments first, whatever their order. */
function placeOf(id: string, environments: readonly string[]): number {
  const customary = ['dev', 'staging', 'prod'];
  const others = environments.filter((each) => !customary.includes(each));
  return 1 + [...customary, ...others].indexOf(id);
}

function ofEnvironment(sandbox: Pick<Sandbox, 'http' | 'redis' | 'mongodb'>, id: string, place: number) {
  const suffix = id.toUpperCase();
  const webhook = `${sandbox.http}/discord/api/webhooks/10000000000000000${place}/sandbox-${id}-token`;
  return {
    [`MONGODB_URI_${suffix}`]: `${sandbox.mongodb[id]}?directConnection=true`,
    [`REDIS_URL_${suffix}`]: sandbox.redis[id],
    ...(id === 'dev' ? {} : { [`REDIS_TYPE_${suffix}`]: 'upstash' }),
    [`SENTRY_ENVIRONMENT_${suffix}`]: SENTRY_ENVIRONMENTS[id] ?? id,
    [`UPTIMEROBOT_API_KEY_${suffix}`]: `ur-sandbox-${id}`,
    [`DISCORD_WEBHOOK_URL_${suffix}`]: webhook,
    [`ENDPOINTS_${suffix}`]: `api=${sandbox.http}/app/${id}/health`,
  };
}
