import type { AnswerTimings } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';
import type { Network, Route } from '@envscope/integrations/network/network.js';
import type { RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import type { Body } from './endpoints.body.js';
import { Exchanger, SAFE_METHODS, type Answered, type Hop } from './endpoints.exchange.js';
import type { Endpoint } from './endpoints.settings.js';
import { HostSlots } from './endpoints.slots.js';
import { sumOf } from './endpoints.timings.js';

/** What an endpoint answered. */
export interface EndpointAnswer {
  readonly httpStatus: number;
  /** `timings.totalMs` in whole milliseconds, which is what judgements and history hold. */
  readonly latencyMs: number;
  readonly timings: AnswerTimings;
  /** Where the answer came from, or points to, when that is another URL; as people may see it. */
  readonly redirectedTo: string | null;
  /** Epoch milliseconds; null without TLS. */
  readonly certificateExpiresAt: number | null;
  /** Null where settings ask for no content. */
  readonly isBodyMatched: boolean | null;
  /** More of the body came than was read. */
  readonly isBodyCut: boolean;
  /** The origin of a redirect that would have carried what was sent to another server; null where there was none. */
  readonly refusedRedirect: string | null;
}

/** Asks the endpoints of one environment. */
export interface EndpointsClient {
  readonly endpoints: readonly Endpoint[];
  /** Rejects with `IntegrationError` when no answer comes, and with the signal's reason when that ends the wait. */
  ask(endpoint: Endpoint, signal: AbortSignal): Promise<EndpointAnswer>;
  close(): void;
}

/** Token of the `PerEnvironment<EndpointsClient>`. */
export const ENDPOINTS_CLIENTS = Symbol('ENDPOINTS_CLIENTS');

const MOST_REDIRECTS = 5;

/** Asks with Node's own HTTP client: a thousand checks in twenty seconds leave no time for more. */
export function createEndpointsClient(
  endpoints: readonly Endpoint[],
  network: Network,
  steady: () => number = SYSTEM_CLOCK.steady,
  slots: HostSlots = new HostSlots(),
): EndpointsClient {
  return new NodeEndpointsClient(endpoints, network, steady, slots);
}

class NodeEndpointsClient implements EndpointsClient {
  private readonly exchanger: Exchanger;
  private readonly firstHops: ReadonlyMap<Endpoint, Hop>;

  constructor(
    readonly endpoints: readonly Endpoint[],
    network: Network,
    steady: () => number,
    slots: HostSlots,
  ) {
    this.exchanger = new Exchanger(network, steady, slots);
    const routes = new Map<string, Route>();
    this.firstHops = new Map(endpoints.map((endpoint) => [endpoint, firstHop(endpoint, routes)]));
  }

  async ask(endpoint: Endpoint, signal: AbortSignal): Promise<EndpointAnswer> {
    const wantedBytes = endpoint.bodyContains === undefined ? 0 : endpoint.maxBodyBytes;
    let hop = this.firstHops.get(endpoint) ?? firstHop(endpoint, new Map());
    let answered = await this.exchanger.exchange(hop, wantedBytes, signal);
    let { timings } = answered;
    let refusedRedirect: string | null = null;
    for (let redirects = 0; endpoint.followRedirects; redirects += 1) {
      const next = redirected(hop, answered);
      if (!next) break;
      if (carriesAway(hop, next)) {
        refusedRedirect = next.url.origin;
        break;
      }
      if (redirects === MOST_REDIRECTS) throw tooManyRedirects(next.url);
      hop = next;
      answered = await this.exchanger.exchange(hop, wantedBytes, signal);
      timings = sumOf(timings, answered.timings);
    }
    return {
      httpStatus: answered.status,
      latencyMs: Math.round(timings.totalMs),
      timings,
      redirectedTo: destination(endpoint, hop, answered),
      certificateExpiresAt: answered.certificateExpiresAt,
      isBodyMatched:
        endpoint.bodyContains === undefined ? null : contains(answered.body, endpoint.bodyContains),
      isBodyCut: answered.body.isCut,
      refusedRedirect,
    };
  }

  close(): void {
    this.exchanger.close();
  }
}

/** Letters that Unicode can write in two ways (Hangul from macOS) are the same letters. */
function contains({ readings }: Body, wanted: string): boolean {
  return readings.some(
    (text) => text.includes(wanted) || text.normalize('NFC').includes(wanted.normalize('NFC')),
  );
}

function firstHop(endpoint: Endpoint, routes: Map<string, Route>): Hop {
  const { url, method, headers, body } = endpoint;
  const options = optionsOf(url, method, headers);
  return { target: endpoint, url, body, options, route: routeOf(endpoint, routes) };
}

/** How an endpoint is trusted; one object for all that are trusted alike, since connections are shared by it. */
function routeOf({ ca, pinnedSha256, isVerified, useProxy }: Endpoint, routes: Map<string, Route>): Route {
  const key = JSON.stringify([ca?.file, pinnedSha256, isVerified, useProxy]);
  const known = routes.get(key);
  if (known) return known;
  const tls = {
    ...(ca ? { ca: [...ca.certificates] } : {}),
    // A pin says more than any authority.
    ...(pinnedSha256 === undefined ? {} : { pinnedSha256, rejectUnauthorized: false }),
    ...(isVerified ? {} : { rejectUnauthorized: false }),
  };
  const route = { isDirect: !useProxy, ...(Object.keys(tls).length > 0 ? { tls } : {}) };
  routes.set(key, route);
  return route;
}

function optionsOf(url: URL, method: string, headers: Readonly<Record<string, string>>): RequestOptions {
  const { protocol, hostname, port, path } = urlToHttpOptions(url);
  return {
    protocol,
    hostname,
    port,
    path,
    method,
    headers: { 'user-agent': 'Envscope', accept: '*/*', ...headers },
  };
}

/** Where an answer sends its reader on to; undefined when it does not. */
function redirected(
  { target, url, options, body, route }: Hop,
  { status, location, isFromOutside }: Answered,
): Hop | undefined {
  const next = locationOf(url, status, location);
  if (!next || !/^https?:$/.test(next.protocol)) return undefined;
  const turnsToGet = status === 303 || (status < 303 && options.method === 'POST');
  const method = turnsToGet ? 'GET' : (options.method ?? 'GET');
  // Headers are the operator's for this origin: another one must not learn the secrets in them.
  const headers = next.origin === url.origin ? (options.headers as Record<string, string>) : {};
  // Pins and blind trust are meant for the origin that settings name; a private authority may vouch for both.
  const isSame =
    next.origin === url.origin || (!route.tls?.pinnedSha256 && route.tls?.rejectUnauthorized !== false);
  return {
    target,
    url: next,
    options: optionsOf(next, method, headers),
    body: turnsToGet ? undefined : body,
    route: {
      ...(isSame ? route : { isDirect: route.isDirect === true }),
      namedBy: isFromOutside ? 'public-server' : (route.namedBy ?? 'settings'),
    },
  };
}

/** Whether a redirect would send to another origin what was meant for this one: a body, or an order to change something. */
function carriesAway(from: Hop, to: Hop): boolean {
  if (from.url.origin === to.url.origin) return false;
  return to.body !== undefined || !SAFE_METHODS.has(to.options.method ?? 'GET');
}

function locationOf(from: URL, status: number, location: string | undefined): URL | undefined {
  const isRedirect = status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
  if (!isRedirect || location === undefined || !URL.canParse(location, from.href)) return undefined;
  return new URL(location, from);
}

function destination(endpoint: Endpoint, hop: Hop, { status, location }: Answered): string | null {
  const last = locationOf(hop.url, status, location) ?? hop.url;
  return last.href === endpoint.url.href ? null : publicUrl(last.href);
}

function tooManyRedirects(to: URL): IntegrationError {
  const params = { location: publicUrl(to.href) };
  return new IntegrationError('redirected', `More than ${MOST_REDIRECTS} redirects`, { params });
}
