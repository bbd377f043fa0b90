/** One story of a built console in a namespace of its own, as the spec starts it; prints what it saw as JSON. */
import type { Dashboard, Incident, IncidentPage } from '@envscope/contracts/index.js';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sandboxVariables } from '../../libs/testing/servers/sandbox-variables.ts';
import type { ConsoleProcess } from '../stage/console-process.ts';
import { Stage } from '../stage/stage.ts';
import { IsolatedNetwork } from './isolated-network.ts';

const [SHOP, BLOG, VENDORS, INSIDE] = ['203.0.113.10', '198.51.100.10', '192.0.2.10', '10.9.0.10'] as const;
const PUBLIC = [SHOP, BLOG, VENDORS] as const;
const PORT = 8080;
const LIMIT_MS = 90_000;
/** Some checks at the usual pace. */
const A_WHILE_MS = 12_000;

const network = new IsolatedNetwork();
network.add(...PUBLIC, INSIDE);
let servers: Server[] = [];

/** What a story says of the console at a moment. */
interface Facts {
  readonly incidents: readonly string[];
  readonly notifications: readonly string[];
  readonly statuses: Readonly<Record<string, string>>;
  readonly blindSince: string | null;
}

class Story {
  private readonly stage: Stage;
  private readonly process: ConsoleProcess;
  private readonly url: string;

  private constructor(stage: Stage, process: ConsoleProcess, url: string) {
    [this.stage, this.process, this.url] = [stage, process, url];
  }

  static async begin(hosts: Readonly<Record<string, string>>): Promise<Story> {
    for (const address of [SHOP, BLOG, INSIDE]) await serve(address);
    const endpoints = Object.entries(hosts).map(([name, host]) => `${name}=http://${host}:${PORT}/`);
    const stage = await Stage.open({
      name: 'connection',
      sandbox: { SANDBOX_ENVIRONMENTS: 'dev,prod', SANDBOX_HOST: VENDORS },
      variables: (sandbox) => ({
        ...sandboxVariables(sandbox, ['dev', 'prod']),
        ENDPOINTS_DEV: endpoints.join(','),
        ENDPOINTS_PROD: endpoints.slice(0, 1).join(','),
        CHECK_INTERVAL_SECONDS: '5',
        CHECK_TIMEOUT_SECONDS: '3',
        ALERT_GROUP_SECONDS: '0',
        ALERT_FAILURE_THRESHOLD: '1',
        ALERT_SUCCESS_THRESHOLD: '1',
      }),
    });
    const process = stage.launch();
    return new Story(stage, process, await process.url);
  }

  async facts(): Promise<Facts> {
    const [{ incidents }, dashboard, health] = await Promise.all([
      this.ask<IncidentPage>('/internal/incidents?limit=100'),
      this.ask<Dashboard>('/internal/environments/dev/dashboard'),
      this.ask<{ details: { network: { blindSince: string | null } } }>('/health/live'),
    ]);
    return {
      incidents: incidents
        .map(({ environment, service, firstCause, resolvedAt }) =>
          [environment, service, firstCause.target, resolvedAt === null ? 'open' : 'resolved'].join(' '),
        )
        .sort(),
      notifications: await this.notifications(),
      statuses: Object.fromEntries(
        dashboard.services.map(({ service, status, attention }) => {
          const reasons = attention.map(({ target, reason }) => `${target} ${reason?.code ?? ''}`).sort();
          return [service, [status, ...reasons].join(', ')];
        }),
      ),
      blindSince: health.details.network.blindSince,
    };
  }

  /** The console's own incident, whole. */
  async own(): Promise<Incident | null> {
    const { incidents } = await this.ask<IncidentPage>('/internal/incidents?limit=100');
    const own = incidents.find(({ service }) => service === 'console');
    return own ? this.ask<Incident>(`/internal/incidents/${own.id}`) : null;
  }

  async until(what: string, isSo: (facts: Facts) => boolean): Promise<Facts> {
    const endMs = performance.now() + LIMIT_MS;
    for (;;) {
      const facts = await this.facts().catch(() => null);
      if (facts && isSo(facts)) return facts;
      if (performance.now() > endMs)
        throw new Error(
          `Waited in vain until ${what}\n${JSON.stringify(facts)}\n${this.process.output().slice(-3_000)}`,
        );
      await pause(200);
    }
  }

  close(): Promise<void> {
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
    servers = [];
    return this.stage.close();
  }

  /** `dev: title` of every message, those of before a cut included. */
  private async notifications(): Promise<string[]> {
    // While it is cut off nobody answers on a connection that is kept.
    const state = this.stage.sandbox.state().catch(() => null);
    const answer = await Promise.race([state, pause(2_000, null)]);
    const { discord } = (answer ?? { discord: { webhooks: [] } }) as {
      discord: { webhooks: { environment: string; messages: { embeds: { title: string }[] }[] }[] };
    };
    return discord.webhooks
      .flatMap(({ environment, messages }) =>
        messages.map(({ embeds }) => `${environment}: ${embeds.map(({ title }) => title).join(' | ')}`),
      )
      .sort();
  }

  private async ask<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}/api${path}`, { signal: AbortSignal.timeout(10_000) });
    return (await answer.json()) as T;
  }
}

async function serve(address: string): Promise<void> {
  const server = createServer((_request, response) => response.end('well'));
  await once(server.listen(PORT, address), 'listening');
  servers.push(server);
}

const isWell = ({ statuses }: Facts) =>
  ['endpoints', 'discord', 'redis'].every((each) => statuses[each] === 'up');

/** Cut off at once, or so that what is sent gets lost, with one host that goes down meanwhile and stays so. */
async function cutOff(isSilent: boolean): Promise<object> {
  const story = await Story.begin({ shop: SHOP, blog: BLOG, inside: INSIDE });
  try {
    const before = await story.until('all is well', isWell);
    network.cut(...PUBLIC);
    if (isSilent) network.loseWhatIsSentTo(...PUBLIC);
    await story.until('the console is blind', ({ blindSince }) => blindSince !== null);
    await pause(A_WHILE_MS);
    const during = await story.facts();
    const blog = servers[1];
    blog?.closeAllConnections();
    blog?.close();
    if (isSilent) network.carryAgain(...PUBLIC);
    network.add(...PUBLIC);
    await story.until('the console sees again', ({ blindSince }) => blindSince === null);
    const after = await story.until('the console has notified of it', ({ notifications }) =>
      notifications.some((text) => text.startsWith('prod')),
    );
    await pause(A_WHILE_MS);
    return { before, during, after: { ...after, ...(await story.facts()) }, own: await story.own() };
  } finally {
    await story.close();
  }
}

/** One host alone goes down, and is notified of. */
async function oneDown(): Promise<object> {
  const story = await Story.begin({ shop: SHOP, blog: BLOG, inside: INSIDE });
  try {
    await story.until('all is well', isWell);
    network.cut(BLOG);
    const down = await story.until('it is notified', ({ notifications }) => notifications.length > 0);
    await pause(A_WHILE_MS);
    return { ...down, ...(await story.facts()) };
  } finally {
    network.add(BLOG);
    await story.close();
  }
}

/** A name server that does not answer from the start on, and then does. The spec has put our resolv.conf in its place. */
async function deadNameServer(): Promise<object> {
  const story = await Story.begin({
    shop: 'shop.example.com',
    blog: 'blog.example.net',
    pay: 'pay.example.org',
    inside: INSIDE,
  });
  try {
    // The vendors are reached by their address.
    network.cut(VENDORS);
    await story.until('the console is blind', ({ blindSince }) => blindSince !== null);
    await pause(A_WHILE_MS);
    const during = await story.facts();
    network.add(VENDORS);
    const names = createSocket('udp4').bind(53, '127.0.0.1');
    names.on('message', (question, from) => names.send(answerTo(question), from.port, from.address));
    const after = await story.until('all is well', isWell);
    names.close();
    return { during, after: { ...after, ...(await story.facts()) } };
  } finally {
    await story.close();
  }
}

/** Every name has the shop's address, and none of IPv6. */
function answerTo(question: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const isA = question.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isA ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...SHOP.split('.').map(Number)]);
  return isA ? Buffer.concat([head, record]) : head;
}

const STORIES: Readonly<Record<string, () => Promise<object>>> = {
  'cut off': () => cutOff(false),
  silent: () => cutOff(true),
  'one down': oneDown,
  'dead name server': deadNameServer,
};

const seen = await STORIES[process.argv[2] ?? '']?.();
process.stdout.write(`\n${JSON.stringify(seen)}\n`);
process.exit(0);
