import { App } from './app/app.ts';
import { Control } from './control/control.ts';
import { ChannelPages } from './discord/pages/channel-pages.ts';
import { Discord } from './discord/discord.ts';
import type { Faults } from './faults.ts';
import { CallLedger } from './http/call-ledger.ts';
import { startHttp, type RunningHttp } from './http/server.ts';
import { Inbox } from './inbox/inbox.ts';
import { Ntfy } from './ntfy/ntfy.ts';
import { SentryIngest } from './sentry-ingest/sentry-ingest.ts';
import { SentryProject } from './sentry/project.ts';
import { Sentry } from './sentry/sentry.ts';
import type { Story } from './story.ts';
import { UptimeRobot } from './uptimerobot/uptimerobot.ts';
import { WebhookReceiver } from './webhook-receiver/webhook-receiver.ts';

/** What the HTTP side of the sandbox needs. */
export interface WebOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly environments: readonly string[];
  readonly story: Story;
  readonly faults: Faults;
  /** The services that do not speak HTTP, each with what it has seen, for the control endpoint. */
  readonly neighbours?: Readonly<Record<string, () => unknown>>;
  now(): number;
}

/** Starts every stand-in that speaks HTTP, and the control endpoint, on one port. */
export function startWeb({
  environments,
  story,
  faults,
  neighbours = {},
  ...rest
}: WebOptions): Promise<RunningHttp> {
  const startedAtMs = rest.now();
  const ledger = new CallLedger();
  const project = new SentryProject(environments, story, startedAtMs);
  const app = new App(environments, story, startedAtMs);
  const discord = new Discord(environments);
  const ntfy = new Ntfy(environments);
  const sentry = new Sentry(project, story, startedAtMs);
  const uptimerobot = new UptimeRobot(environments, story, startedAtMs);
  // The web API comes before ingestion, whose mount is the beginning of its own.
  const receiver = new WebhookReceiver(environments);
  const standIns = [
    uptimerobot,
    sentry,
    new SentryIngest(project),
    discord,
    ntfy,
    app,
    receiver,
    new Inbox(),
  ];
  const cast = {
    environments,
    faults,
    ledger,
    app,
    discord,
    ntfy,
    sentry,
    uptimerobot,
    standIns,
    neighbours,
  };
  return startHttp({
    ...rest,
    standIns,
    beside: [new Control(cast), new ChannelPages(discord)],
    faults,
    ledger,
  });
}
