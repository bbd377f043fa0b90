import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EnvironmentId, Incident, IncidentState } from '@envscope/contracts/index.js';
import type { Firing, IncidentQuery } from '../../incident-store.js';
import { AMONG, AMONG_OR_ALL, documentsOf, listOf, select } from './document-rows.js';

const CONDITIONS: Record<IncidentState, string> = {
  open: 'resolved_at IS NULL AND acknowledged_at IS NULL',
  acknowledged: 'resolved_at IS NULL AND acknowledged_at IS NOT NULL',
  resolved: 'resolved_at IS NOT NULL',
  unresolved: 'resolved_at IS NULL',
};

/** Incidents, a row each. */
export class IncidentTable {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly findSame: StatementSync;
  private readonly find: StatementSync;
  private readonly count: StatementSync;
  private readonly countFirings: StatementSync;
  private readonly forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.insert = database.prepare(
      'INSERT INTO incident (document, id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
    this.update = database.prepare('UPDATE incident SET document = ? WHERE id = ? AND version = ? - 1');
    this.findSame = database.prepare('SELECT 1 FROM incident WHERE document = ? AND id = ?');
    this.find = database.prepare('SELECT document FROM incident WHERE id = ?');
    this.count = database.prepare(`
      SELECT count(*) - count(acknowledged_at) AS open, count(acknowledged_at) AS acknowledged
      FROM incident WHERE resolved_at IS NULL AND ${AMONG_OR_ALL}`);
    this.countFirings = database.prepare(`
      SELECT rule_id AS ruleId, count(*) FILTER (WHERE opened_at >= ?2) AS count,
        count(*) FILTER (WHERE resolved_at IS NULL) AS firing, max(opened_at) AS lastOpenedAt
      FROM incident WHERE rule_id IS NOT NULL AND ${AMONG_OR_ALL} GROUP BY rule_id`);
    this.forget = database.prepare(`
      DELETE FROM incident WHERE resolved_at < ? AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE incident_id = incident.id AND state IN ('queued', 'sending'))`);
  }

  /** Puts the incident in the place of the version before it: false where that is not there. */
  advance(incident: Incident): boolean {
    const [document, { id, version }] = [JSON.stringify(incident), incident];
    const { changes } =
      version === 1 ? this.insert.run(document, id) : this.update.run(document, id, version);
    return changes === 1;
  }

  /** Whether the incident is kept just as it is given. */
  holds(incident: Incident): boolean {
    return this.findSame.get(JSON.stringify(incident), incident.id) !== undefined;
  }

  get(id: string): Incident | null {
    return documentsOf<Incident>(this.find.all(id))[0] ?? null;
  }

  open(): Incident[] {
    return select(this.database, { table: 'incident', conditions: [[CONDITIONS.unresolved]], order: 'id' });
  }

  query(query: IncidentQuery) {
    const { limit, environment, among, service, state, severity, ruleId, fromMs, toMs, before } = query;
    return select<Incident>(this.database, {
      table: 'incident',
      conditions: [
        ['environment = ?', environment],
        [AMONG, listOf(among)],
        ['service = ?', service],
        ['severity = ?', severity],
        ['rule_id = ?', ruleId],
        ...(state === undefined ? [] : [[CONDITIONS[state]] as const]),
        ['(resolved_at IS NULL OR resolved_at >= ?)', instantOf(fromMs)],
        ['opened_at < ?', instantOf(toMs)],
        ['id < ?', before],
      ],
      order: 'id DESC',
      limit,
    });
  }

  countUnresolved(among?: readonly EnvironmentId[]): { open: number; acknowledged: number } {
    return { ...(this.count.get(listOf(among) ?? null) as { open: number; acknowledged: number }) };
  }

  firings(sinceMs: number, among?: readonly EnvironmentId[]): Firing[] {
    return this.countFirings.all(
      listOf(among) ?? null,
      new Date(sinceMs).toISOString(),
    ) as unknown as Firing[];
  }

  /** Forgets what was resolved before the moment, with its deliveries, unless one of these is unsettled. */
  prune(beforeMs: number): void {
    this.forget.run(new Date(beforeMs).toISOString());
  }
}

function instantOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
