import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, describeCa, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { hostAndPortOf } from '@envscope/environments/web-url.js';
import { routesSchema, type RouteMatch } from '@envscope/integrations/kernel/channels/routes.js';
import * as z from 'zod';
import { parseTopicUrl, type TopicAddress } from './ntfy.address.js';

/** A topic, and what lets us write to it. */
export interface TopicSettings {
  readonly address: TopicAddress;
  /** Null where anybody may write. */
  readonly token: string | null;
}

/** The topics to which one environment's notifications go. */
export interface NtfySettings extends TopicSettings {
  readonly routes: readonly (TopicSettings & { readonly match: RouteMatch })[];
  /** Trusted beside the public authorities, by all of its servers. */
  readonly ca?: TrustedCa | undefined;
}

const URL_EXPECTED = "must be a topic's https:// URL (http:// on this machine only)";

const topicUrl = z.string().transform((text, context): TopicAddress => {
  const address = parseTopicUrl(text);
  if (address) return address;
  // Never zod's own words: they could repeat the topic.
  context.addIssue({ code: 'custom', message: URL_EXPECTED });
  return z.NEVER;
});

const token = z
  .string()
  .regex(/^tk_[A-Za-z0-9]{29}$/, 'must be an access token: tk_ and 29 letters and digits');

export const ntfySection = defineSection({
  variables: {
    NTFY_URL: {
      schema: topicUrl,
      example: 'https://ntfy.sh/envscope-prod-9f3kq7xw2m',
      isSecret: true,
      isShareable: true,
    },
    NTFY_TOKEN: {
      schema: token,
      example: 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2',
      isSecret: true,
      isShareable: true,
    },
    NTFY_ROUTES: {
      schema: routesSchema(
        parseTopicUrl,
        "must lead to a topic's https:// URL (http:// on this machine only)",
      ),
      example: 'critical=https://ntfy.sh/envscope-oncall-4h8tz1pd6c',
      isSecret: true,
    },
    ...CA_VARIABLES,
  },
  common: {},
  required: ['NTFY_URL'],
  compose: (values): NtfySettings => {
    const [address, own] = [values.NTFY_URL, values.NTFY_TOKEN ?? null];
    const routes = (values.NTFY_ROUTES ?? []).map(({ match, to }) => ({
      match,
      address: to,
      // A token is for the server that gave it out, and for no other.
      token: to.serverUrl === address.serverUrl ? own : null,
    }));
    return { address, token: own, routes, ca: values.TLS_CA_FILE };
  },
  describe: ({ address, token: own, routes, ca }) => {
    const servers = [
      ...new Set([address, ...routes.map((route) => route.address)].map(({ serverUrl }) => serverUrl)),
    ];
    return {
      settings: {
        server: new URL(address.serverUrl).host,
        hasToken: own !== null,
        ...(routes.length > 0 ? { routes: routes.map(({ match }) => match) } : {}),
        ...describeCa(ca, servers),
      },
      vendorUrl: null,
      addresses: servers.map(hostAndPortOf),
      calls: [...new Set(servers.map((server) => new URL(server).origin))].map((origin) => ({ origin })),
    };
  },
  // A topic is a secret by itself, wherever it stands.
  secrets: ({ address, routes }) =>
    [address, ...routes.map((route) => route.address)].map(({ topic }) => topic),
});
