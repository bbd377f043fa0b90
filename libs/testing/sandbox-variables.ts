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
      SENTRY_BASE_URL: `${sandbox.http}/sentry`,
      SENTRY_ORG: 'acme',
      SENTRY_PROJECT: 'api',
      SENTRY_AUTH_TOKEN: 'sntryu-sandbox',
      UPTIMEROBOT_BASE_URL: `${sandbox.http}/uptimerobot`,
    },
    ...environments.map((id, position) => ofEnvironment(sandbox, id, position)),
  ) as Record<string, string>;
}

function ofEnvironment(sandbox: Pick<Sandbox, 'http' | 'redis' | 'mongodb'>, id: string, position: number) {
  const suffix = id.toUpperCase();
  const webhook = `${sandbox.http}/discord/api/webhooks/10000000000000000${position + 1}/sandbox-${id}-token`;
  return {
    [`MONGODB_URI_${suffix}`]: withLogin(sandbox.mongodb[id] ?? '', 'envscope:sandbox', '/app?directConnection=true'),
    [`REDIS_URL_${suffix}`]: id === 'dev' ? sandbox.redis[id] : withLogin(sandbox.redis[id] ?? '', 'default:sandbox'),
    ...(id === 'dev' ? {} : { [`REDIS_TYPE_${suffix}`]: 'upstash' }),
    [`SENTRY_ENVIRONMENT_${suffix}`]: SENTRY_ENVIRONMENTS[id] ?? id,
    [`UPTIMEROBOT_API_KEY_${suffix}`]: `ur-sandbox-${id}`,
    [`DISCORD_WEBHOOK_URL_${suffix}`]: webhook,
    [`ENDPOINTS_${suffix}`]: `api=${sandbox.http}/app/${id}/health`,
  };
}

function withLogin(address: string, login: string, rest = ''): string {
  return address.replace('://', `://${login}@`) + rest;
}
