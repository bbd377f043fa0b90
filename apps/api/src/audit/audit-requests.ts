import type { Actor, AuditTarget, ProblemCode } from '@envscope/contracts/index.js';
import { EnvironmentId } from '@envscope/contracts/index.js';
import type { AuditDraft } from '@envscope/store/access/audit-store.js';
import type { Request } from 'express';
import { randomUUID } from 'node:crypto';
import { knownAsker } from '../access/asker.js';

const LONGEST_AGENT = 200;
const LONGEST_ID = 200;

/** Whoever was not let in. */
export const SIGNED_OUT: Actor = { kind: 'signed-out', id: 'signed-out', name: '' };

/** What the resources of the API are, by the part of the path behind `/api/internal/`. */
const KINDS: Readonly<Record<string, AuditTarget['kind']>> = {
  incidents: 'incident',
  rules: 'rule',
  mutes: 'mute',
  deliveries: 'delivery',
  channels: 'channel',
  environments: 'environment',
  store: 'store',
  people: 'person',
  sessions: 'session',
  'api-keys': 'api-key',
};

const actions = new WeakMap<Request, string>();

/** Remembers which operation a request asks for, for whoever records that it was refused. */
export function rememberAction(request: Request, action: string): void {
  actions.set(request, action);
}

/** What came of a request. */
export interface RequestOutcome {
  readonly atMs: number;
  readonly outcome: AuditDraft['outcome'];
  readonly code: ProblemCode | null;
}

/** What the request itself says of who did what, from where. */
export function draftOf(request: Request, { atMs, outcome, code }: RequestOutcome): AuditDraft {
  const params: Readonly<Record<string, unknown>> = request.params;
  const agent = request.headers['user-agent'];
  return {
    id: randomUUID(),
    at: new Date(atMs).toISOString(),
    actor: knownAsker(request)?.actor ?? SIGNED_OUT,
    address: request.ip ?? request.socket.remoteAddress ?? null,
    userAgent: agent === undefined ? null : agent.slice(0, LONGEST_AGENT).toWellFormed(),
    action: actions.get(request) ?? 'request',
    target: targetOf(request.path, params['id'] ?? params['environment']),
    environment: EnvironmentId.safeParse(params['environment']).data ?? null,
    outcome,
    code,
    count: 1,
    changes: [],
  };
}

function targetOf(path: string, id: unknown): AuditTarget | null {
  const kind = KINDS[/^\/api\/internal\/([a-z-]+)/.exec(path)?.[1] ?? ''];
  return kind && typeof id === 'string' ? { kind, id: id.slice(0, LONGEST_ID).toWellFormed() } : null;
}
