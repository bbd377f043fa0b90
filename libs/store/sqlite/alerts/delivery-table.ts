import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Delivery } from '@envscope/contracts/index.js';
import {
  latestEndOf,
  type DeliveryClaim,
  type DeliveryCount,
  type DeliveryQuery,
  type DeadSelection,
} from '../../incident-store.js';
import { AMONG, listOf, documentsOf, select } from './document-rows.js';

const UNSETTLED = "state IN ('queued', 'sending')";

/** Deliveries, a row each. */
export class DeliveryTable {
  private readonly database: DatabaseSync;
  private readonly replace: StatementSync;
  private readonly find: StatementSync;
  private readonly count: StatementSync;
  private readonly claimOne: StatementSync;
  private readonly settleOne: StatementSync;
  private readonly replayAll: StatementSync;
  private readonly dismissAll: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.replace = database.prepare(
      'INSERT INTO delivery (id, document) VALUES (?, ?) ON CONFLICT DO UPDATE SET document = excluded.document',
    );
    this.find = database.prepare('SELECT document FROM delivery WHERE id = ?');
    this.count = database.prepare(`
      SELECT channel, sum(${UNSETTLED}) AS waiting, sum(state = 'dead') AS dead,
        max(settled_at) FILTER (WHERE state = 'delivered') AS lastDeliveredAt
      FROM delivery INDEXED BY delivery_count GROUP BY channel`);
    this.claimOne = database.prepare(`
      UPDATE delivery SET document =
        json_set(document, '$.state', 'sending', '$.claim', json_object('owner', ?2, 'since', ?4, 'until', ?3))
      WHERE id = ?1 AND (state = 'queued'
        OR state = 'sending' AND (claim_owner IS NULL OR claim_owner = ?2 OR claim_until <= ?4 OR claim_until > ?5))`);
    this.settleOne = database.prepare(
      "UPDATE delivery SET document = ? WHERE id = ? AND state = 'sending' AND claim_owner = ?",
    );
    this.replayAll = database.prepare(`
      UPDATE delivery SET document = json_set(document,
        '$.state', 'queued', '$.queuedAt', ?3, '$.settledAt', NULL, '$.deathCause', NULL, '$.claim', NULL)
      WHERE state = 'dead' AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR environment = ?2)`);
    this.dismissAll = database.prepare(`
      UPDATE delivery SET document = json_set(document, '$.state', 'dismissed', '$.dismissedBy', ?3)
      WHERE state = 'dead' AND (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR environment = ?2)`);
  }

  /** Ends the claims of whoever had the file open before. They stay `sending`: nobody knows what came of them. */
  voidClaims(): void {
    this.database.exec(`
      UPDATE delivery SET document = json_set(document, '$.claim.until', '${new Date(0).toISOString()}')
      WHERE state = 'sending' AND claim_owner IS NOT NULL`);
  }

  put(delivery: Delivery): void {
    this.replace.run(delivery.id, JSON.stringify(delivery));
  }

  get(id: string): Delivery | null {
    return documentsOf<Delivery>(this.find.all(id))[0] ?? null;
  }

  unsettled(): Delivery[] {
    return select(this.database, { table: 'delivery', conditions: [[UNSETTLED]], order: 'id' });
  }

  of(incidentIds: readonly string[]): Delivery[] {
    const among = 'incident_id IN (SELECT value FROM json_each(?))';
    const conditions = [[among, JSON.stringify(incidentIds)]] as const;
    return select(this.database, { table: 'delivery', conditions, order: 'id' });
  }

  query({ limit, environment, among, channel, state, incidentId, before }: DeliveryQuery): Delivery[] {
    return select(this.database, {
      table: 'delivery',
      conditions: [
        ['environment = ?', environment],
        [AMONG, listOf(among)],
        ['channel = ?', channel],
        ['state = ?', state],
        ['incident_id = ?', incidentId],
        ['id < ?', before],
      ],
      order: 'id DESC',
      limit,
    });
  }

  countByChannel(): DeliveryCount[] {
    return this.count.all() as unknown as DeliveryCount[];
  }

  claim(id: string, claim: DeliveryClaim): boolean {
    const moments = [claim.untilMs, claim.nowMs, latestEndOf(claim)];
    const [until = '', now = '', latest = ''] = moments.map((ms) => new Date(ms).toISOString());
    return this.claimOne.run(id, claim.owner, until, now, latest).changes === 1;
  }

  /** False where the owner does not hold it. */
  settle(owner: string, delivery: Delivery): boolean {
    return this.settleOne.run(JSON.stringify(delivery), delivery.id, owner).changes === 1;
  }

  replay({ ids, environment }: DeadSelection, nowMs: number): number {
    const among = ids === undefined ? null : JSON.stringify(ids);
    const queuedAt = new Date(nowMs).toISOString();
    return Number(this.replayAll.run(among, environment ?? null, queuedAt).changes);
  }

  dismiss({ ids, environment }: DeadSelection, by: string): number {
    const among = ids === undefined ? null : JSON.stringify(ids);
    return Number(this.dismissAll.run(among, environment ?? null, by).changes);
  }
}
