import { SERVICES } from '../../libs/contracts/service.ts';
import { seeded } from '../storm/seeded.ts';
import { exchange } from './exchange.ts';
import { mischief, type Known } from './mischief.ts';
import { operationsOf, type OpenApiDocument } from './operations.ts';
import type { AttackedConsole } from './attacked-console.ts';
import { callersAt } from './callers.ts';
import { trespassOf } from './trespass.ts';
import { faultOf, faultsOfLog } from './faults.ts';

export interface CampaignOptions {
  /** The same seed gives the same requests. */
  readonly seed: number;
  readonly requests: number;
}

export interface CampaignReport {
  /** What must not be, in words; empty where the console held. */
  readonly faults: readonly string[];
  /** How often each status came. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The slowest answer. */
  readonly slowestMs: number;
  /** Of the largest error and the largest success. */
  readonly largestBytes: { readonly error: number; readonly success: number };
  /** Resident memory afterwards; null where the system does not say. */
  readonly residentMiB: number | null;
}

/** What would end a caller's own session, which is for specs of its own. */
const LEAVING: ReadonlySet<string> = new Set(['DELETE /api/session']);

/**
 * Sends hostile requests as everybody who may come to a console that nobody has set up: signed out, with roles everywhere and in
 * one environment, with keys of other scopes. Judges each answer by the permission model, too.
 */
export async function runTrespass(
  stage: AttackedConsole,
  { seed, requests }: CampaignOptions,
): Promise<Pick<CampaignReport, 'faults' | 'statuses'> & { readonly callers: readonly string[] }> {
  const token = /\/set-up#([\w-]+)/.exec(stage.lines.join('\n'))?.[1] ?? '';
  const { callers, secrets, asOwner } = await callersAt(stage.url, token);
  const operations = operationsOf(await ask<OpenApiDocument>(stage, '/api/docs-json')).filter(
    ({ name }) => !LEAVING.has(name),
  );
  const known = await whatIsThere(stage, asOwner);
  const all = [...stage.secrets, ...secrets];
  const random = seeded(seed);
  const faults = new Set<string>();
  const statuses: Record<number, number> = {};
  let sent = 0;
  const attack = async (): Promise<void> => {
    while (sent < requests) {
      const operation = operations[Math.floor(sent / callers.length) % operations.length];
      const caller = callers[sent % callers.length];
      sent += 1;
      if (!operation || !caller) return;
      const hostile = mischief(operation, known, random);
      const request = { ...hostile, headers: { ...caller.headers, ...hostile.headers } };
      const answer = await exchange(stage.url, request);
      const found = [faultOf(request, answer, all), trespassOf(caller, request, answer)];
      for (const fault of found) if (fault) faults.add(fault);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attack));
  for (const { name, headers, isKnown } of callers) {
    const { status } = await fetch(`${stage.url}/api/internal/account`, { headers });
    if ((status === 401) === isKnown)
      faults.add(`afterwards ${name} is ${isKnown ? 'out' : 'in'}: ${status}`);
  }
  const lines = stage.lines.filter((line) => !line.includes('/set-up#'));
  for (const fault of faultsOfLog(lines, all)) faults.add(fault);
  return { faults: [...faults], statuses, callers: callers.map(({ name }) => name) };
}

const AT_ONCE = 8;
/** With everything that is loaded; a burst of ordinary requests takes it to about 250. */
const MOST_RESIDENT_MIB = 450;

/** Sends hostile requests to every operation of the API, and judges each answer and the console afterwards. */
export async function runCampaign(
  stage: AttackedConsole,
  { seed, requests }: CampaignOptions,
): Promise<CampaignReport> {
  const operations = operationsOf(await ask<OpenApiDocument>(stage, '/api/docs-json'));
  const known = await whatIsThere(stage);
  const random = seeded(seed);
  const faults = new Set<string>();
  const statuses: Record<number, number> = {};
  const largestBytes = { error: 0, success: 0 };
  let [sent, slowestMs] = [0, 0];
  const attack = async (): Promise<void> => {
    while (sent < requests) {
      const operation = operations[sent % operations.length];
      sent += 1;
      if (!operation) return;
      const hostile = mischief(operation, known, random);
      const answer = await exchange(stage.url, hostile);
      const fault = faultOf(hostile, answer, stage.secrets);
      if (fault) faults.add(fault);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, answer.tookMs);
      const kind = answer.status >= 400 ? 'error' : 'success';
      largestBytes[kind] = Math.max(largestBytes[kind], answer.bytes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attack));
  const residentMiB = await stage.residentMiB();
  for (const fault of await aftermath(stage, residentMiB)) faults.add(fault);
  return { faults: [...faults], statuses, slowestMs, largestBytes, residentMiB };
}

/** Whether the console is well after all that. */
async function aftermath(stage: AttackedConsole, residentMiB: number | null): Promise<string[]> {
  const live = await fetch(`${stage.url}/api/health/live`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  return [
    ...(live?.status === 200 ? [] : [`afterwards it is not well: ${live?.status ?? 'no answer'}`]),
    ...(residentMiB !== null && residentMiB > MOST_RESIDENT_MIB ? [`it holds ${residentMiB} MiB`] : []),
    ...faultsOfLog(stage.lines, stage.secrets),
  ];
}

/** Ids that exist, so that requests get past "there is no such thing". */
async function whatIsThere(
  stage: AttackedConsole,
  headers: Readonly<Record<string, string>> = {},
): Promise<Known> {
  const { rules = [] } = await ask<{ rules?: { id: string }[] }>(stage, '/api/internal/rules', headers);
  const { channels = [] } = await ask<{ channels?: { id: string }[] }>(
    stage,
    '/api/internal/channels',
    headers,
  );
  const { incidents = [] } = await ask<{ incidents?: { id: string }[] }>(
    stage,
    '/api/internal/incidents',
    headers,
  );
  const idsOf = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);
  return {
    environment: ['dev', 'staging', 'prod'],
    service: [...SERVICES],
    measurement: ['latencyMs'],
    from: ['2026-11-27T00:00:00Z'],
    to: ['2026-11-29T00:00:00Z'],
    '/api/internal/rules/{id} id': idsOf(rules),
    '/api/internal/channels/{id}/tests id': idsOf(channels),
    '/api/internal/channels/{id}/retries id': idsOf(channels),
    ...Object.fromEntries(
      ['', '/deliveries', '/acknowledgement', '/comments', '/resolution'].map((what) => [
        `/api/internal/incidents/{id}${what} id`,
        idsOf(incidents),
      ]),
    ),
  };
}

async function ask<T>(
  { url }: AttackedConsole,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const answer = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return (await answer.json()) as T;
}
