import { json, Refusal, unlessRefused, type Call, type Reply } from '../http/exchange.ts';
import { Routes } from '../http/routes.ts';
import type { StandIn, VendorFault } from '../http/stand-in.ts';
import { VisitorLimit } from './limits.ts';
import { publicationByHeaders, publicationInJson, type Publication } from './publication.ts';
import * as refusals from './refusals.ts';
import { Topic } from './topic.ts';

/** The topic to which an environment's alerts go. */
export function topicOf(environment: string): string {
  return `envscope-${environment}-sandbox`;
}

/** The access token that may write to an environment's topic. */
export function tokenOf(environment: string): string {
  return `tk_${`sandbox${environment}`.padEnd(29, '0').slice(0, 29)}`;
}

/**
 * An ntfy server below `/ntfy`, as `docs/ntfy.md` describes one: a topic for each environment, to which its token alone may
 * write; no attachments; updates by sequence id, unless it is made an older server.
 */
export class Ntfy implements StandIn {
  readonly service = 'ntfy';
  readonly mount = '/ntfy';
  readonly requests = new VisitorLimit();
  private readonly environments: readonly string[];
  private readonly topics = new Map<string, Topic>();
  private readonly routes = new Routes()
    .on('GET', '/v1/health', () => json(200, { healthy: true }))
    .on('POST', '/', (call) => this.publish(call, publicationInJson(call)))
    .on('PUT', '/', (call) => this.publish(call, publicationInJson(call)))
    .on('POST', '/:topic', (call, { topic }) => this.publish(call, publicationByHeaders(call, topic)))
    .on('PUT', '/:topic', (call, { topic }) => this.publish(call, publicationByHeaders(call, topic)))
    .on('POST', '/:topic/:sequence', (call, { topic, sequence }) =>
      this.publish(call, publicationByHeaders(call, topic, sequence)),
    );

  constructor(environments: readonly string[]) {
    this.environments = environments;
    this.reset();
  }

  environmentOf(call: Call): string | undefined {
    const topic = topicIn(call);
    return this.environments.find((environment) => topicOf(environment) === topic);
  }

  credentialOf({ headers }: Call): string {
    if (headers.authorization === undefined) return 'none';
    const owner = this.ownerOf(headers.authorization);
    return owner === undefined ? 'unknown' : `token of ${owner}`;
  }

  answer(call: Call): Reply {
    const path = call.path === '' ? '/' : call.path;
    return this.routes.answer({ ...call, path }) ?? refusals.noSuchPage();
  }

  refuse({ kind, status = 503, retryAfterSeconds }: VendorFault, call: Call): Reply {
    if (kind === 'rate-limit') return refusals.tooMany(retryAfterSeconds);
    if (kind === 'unauthorized') return refusals.unauthorized();
    if (kind === 'status') return refusals.failed(status);
    // A server from before 2.16 does not know what a sequence is.
    return unlessRefused(() => this.publish(call, { ...publicationInJson(call), sequenceId: undefined }));
  }

  state(): unknown {
    return { topics: [...this.topics.values()].map((topic) => topic.state()) };
  }

  reset(): void {
    this.topics.clear();
    for (const environment of this.environments) {
      this.topics.set(topicOf(environment), new Topic(topicOf(environment), environment));
    }
    this.requests.reset();
  }

  private publish({ headers, atMs }: Call, publication: Publication): Reply {
    const owner = this.ownerOf(headers.authorization);
    if (headers.authorization !== undefined && owner === undefined) return refusals.unauthorized();
    if (!this.requests.admit(owner ?? 'anonymous', atMs)) return refusals.tooMany();
    const topic = this.topics.get(publication.topic);
    // Nobody reads or writes what the server does not name: `auth-default-access: deny-all`.
    if (topic === undefined || topic.environment !== owner) return refusals.forbidden();
    return json(200, topic.publish(publication, atMs));
  }

  private ownerOf(authorization: string | undefined): string | undefined {
    return this.environments.find((environment) => authorization === `Bearer ${tokenOf(environment)}`);
  }
}

/** The topic that a call is about: in its path, or in its JSON. */
function topicIn(call: Call): string | undefined {
  const [, inPath] = /^\/([^/]+)/.exec(call.path) ?? [];
  if (inPath !== undefined) return inPath;
  try {
    return publicationInJson(call).topic;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
