import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { Provider, type Configuration } from 'oidc-provider';

/** Somebody whom the provider knows; what is undefined it says nothing of. */
export interface OidcAccount {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

export interface OidcServerOptions {
  /** By subject. */
  readonly accounts: Readonly<Record<string, OidcAccount>>;
  /** The console's own address, as people know it. */
  readonly consoleUrl: string;
  /** 0: a free port. */
  readonly port?: number;
  /** What it has registered for the console; by default what `variables` say. */
  readonly clientSecret?: string;
}

export const OIDC_CLIENT = { id: 'envscope', secret: 'a-client-secret-of-the-specs' } as const;

/** A real OpenID provider on a port of this machine. Whoever comes chooses on its page who they are. */
export class OidcServer {
  readonly issuer: string;
  /** How far its clock is behind, seconds. */
  clockBehindS = 0;
  private readonly server: Server;

  private constructor(server: Server, issuer: string) {
    this.server = server;
    this.issuer = issuer;
  }

  static async start(options: OidcServerOptions): Promise<OidcServer> {
    const server = createServer().listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const provider = quietly(() => new Provider(issuer, configurationFor(options, privateKey)));
    const answer = provider.callback();
    const pages = new Pages(provider, Object.keys(options.accounts));
    const oidc = new OidcServer(server, issuer);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/')) void pages.answer(request, response);
      else {
        if (oidc.clockBehindS > 0) setBack(response, oidc.clockBehindS, privateKey);
        void answer(request, response);
      }
    });
    return oidc;
  }

  /** The variables of a console that signs people in here. */
  get variables(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: OIDC_CLIENT.id,
      OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
      OIDC_SCOPES: 'openid profile email groups',
      OIDC_LABEL: 'Example ID',
    };
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** It warns of what it keeps in memory, which is what is wanted here. */
function quietly<T>(make: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}

/** Has the ID token of an answer be from an earlier time. */
function setBack(response: ServerResponse, seconds: number, key: KeyObject): void {
  const end = response.end.bind(response) as (body?: unknown) => ServerResponse;
  response.end = ((body: unknown) => {
    const { id_token: token, ...rest } = jsonOf(body);
    if (typeof token !== 'string') return end(body);
    const [head = '', claims = ''] = token.split('.');
    const stated = jsonOf(Buffer.from(claims, 'base64url').toString());
    const earlier = { ...stated, iat: Number(stated['iat']) - seconds, exp: Number(stated['exp']) - seconds };
    const signed = `${head}.${Buffer.from(JSON.stringify(earlier)).toString('base64url')}`;
    const signature = sign('sha256', Buffer.from(signed), key).toString('base64url');
    const answer = JSON.stringify({ ...rest, id_token: `${signed}.${signature}` });
    response.setHeader('content-length', Buffer.byteLength(answer));
    return end(answer);
  }) as typeof response.end;
}

function jsonOf(body: unknown): Record<string, unknown> {
  const text = String(body);
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function configurationFor(
  { accounts, consoleUrl, clientSecret = OIDC_CLIENT.secret }: OidcServerOptions,
  privateKey: KeyObject,
): Configuration {
  return {
    clients: [
      {
        client_id: OIDC_CLIENT.id,
        client_secret: clientSecret,
        redirect_uris: [`${consoleUrl}/api/session/oidc/callback`],
        post_logout_redirect_uris: [`${consoleUrl}/sign-in`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a-key-of-the-specs'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    ttl: { IdToken: 3_600, Session: 3_600, Grant: 3_600, Interaction: 600, AccessToken: 600 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => {
      const account = accounts[accountId];
      return account && { accountId, claims: () => ({ sub: accountId, ...account }) };
    },
    // It belongs to the same people as the console: nobody is asked for consent.
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      if (!client || !session) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  };
}

/** The provider's own page: a button for each account, and one to refuse. */
class Pages {
  private readonly provider: Provider;
  private readonly accounts: readonly string[];

  constructor(provider: Provider, accounts: readonly string[]) {
    this.provider = provider;
    this.accounts = accounts;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const choice = new URL(request.url ?? '', 'http://provider.invalid').searchParams.get('as');
      if (choice === null) return this.show(request, response);
      const result =
        choice === 'nobody'
          ? { error: 'access_denied', error_description: 'They did not want to' }
          : { login: { accountId: choice } };
      await this.provider.interactionFinished(request, response, result);
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  }

  private show({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const [path = ''] = url.split('?');
    const links = [...this.accounts, 'nobody'].map(
      (account) => `<p><a href="${path}?as=${account}">Continue as ${account}</a></p>`,
    );
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="en"><title>Example ID</title><h1>Example ID</h1>${links.join('')}`);
  }
}
