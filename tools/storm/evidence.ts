import type { Delivery, DeliveryPage, IncidentPage, IncidentSummary } from '@envscope/contracts/index.js';
import type { Sandbox } from '../../libs/testing/servers/sandbox.ts';

/** A message as a reader of the channel finds it. */
export interface PostedMessage {
  readonly id: string;
  /** When it was posted. */
  readonly timestamp: string;
  readonly embeds: readonly unknown[];
}

/** What one webhook has posted, oldest first. */
export interface Webhook {
  readonly id: string;
  readonly environment: string;
  /** In all; the sandbox keeps the newest ones only. */
  readonly posted: number;
  readonly messages: readonly PostedMessage[];
}

/** What is left to see after a storm: the console's own account, and the channels. */
export interface Evidence {
  readonly incidents: readonly IncidentSummary[];
  readonly deliveries: readonly Delivery[];
  readonly webhooks: readonly Webhook[];
}

/** How far a console has come. */
export interface Progress {
  /** Incidents of endpoints, in all and unresolved. */
  readonly incidents: number;
  readonly unresolved: number;
  /** Deliveries that are neither delivered nor given up. */
  readonly waiting: number;
}

const PAGE = 200;

/** Reads everything from a console and the sandbox that it notifies. */
export async function readEvidence(consoleUrl: string, sandbox: Sandbox): Promise<Evidence> {
  const incidents = await readAll<IncidentPage, IncidentSummary>(
    `${consoleUrl}/api/internal/incidents?`,
    (page) => page.incidents,
  );
  const deliveries = await readAll<DeliveryPage, Delivery>(
    `${consoleUrl}/api/internal/deliveries?`,
    (page) => page.deliveries,
  );
  const { discord } = (await sandbox.state()) as { discord: { webhooks: Webhook[] } };
  return { incidents, deliveries, webhooks: discord.webhooks };
}

/** Asks a console how far it has come. */
export async function readProgress(consoleUrl: string): Promise<Progress> {
  const incidents = await readAll<IncidentPage, IncidentSummary>(
    `${consoleUrl}/api/internal/incidents?service=endpoints&`,
    (page) => page.incidents,
  );
  const { counts } = await ask<DeliveryPage>(`${consoleUrl}/api/internal/deliveries?limit=1`);
  const unresolved = incidents.filter(({ resolvedAt }) => resolvedAt === null).length;
  return { incidents: incidents.length, unresolved, waiting: counts.waiting };
}

async function readAll<Page extends { readonly nextCursor: string | null }, Item>(
  question: string,
  itemsOf: (page: Page) => readonly Item[],
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? '' : `&cursor=${cursor}`;
    const page: Page = await ask<Page>(`${question}limit=${PAGE}${from}`);
    items.push(...itemsOf(page));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

async function ask<Answer>(url: string): Promise<Answer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return (await answer.json()) as Answer;
}
