import type { DatabaseSync } from 'node:sqlite';
import type { Delivery } from '@envscope/contracts/index.js';
import type { DeliveryClaim, IncidentChange } from '../alert-store.js';
import { DeliveryTable } from './delivery-table.js';
import { IncidentTable } from './incident-table.js';
import { MuteTable } from './mute-table.js';
import { RuleTable } from './rule-table.js';
import { atomically } from './transaction.js';

/** The tables of alerts, and what changes several rows at once. Synchronous: it lives in the database's thread. */
export class AlertDatabase {
  private readonly database: DatabaseSync;
  readonly incidents: IncidentTable;
  readonly deliveries: DeliveryTable;
  readonly rules: RuleTable;
  readonly mutes: MuteTable;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.incidents = new IncidentTable(database);
    this.deliveries = new DeliveryTable(database);
    this.rules = new RuleTable(database);
    this.mutes = new MuteTable(database);
    // The file was locked: whoever claimed something in it is dead.
    this.deliveries.voidClaims();
  }

  saveIncident({ incident, deliveries }: IncidentChange): 'saved' | 'conflict' {
    return atomically(this.database, () => {
      if (!this.incidents.advance(incident)) return this.incidents.holds(incident) ? 'saved' : 'conflict';
      for (const delivery of deliveries) this.deliveries.put(delivery);
      return 'saved';
    });
  }

  claim(ids: readonly string[], claim: DeliveryClaim): string[] {
    return atomically(this.database, () => ids.filter((id) => this.deliveries.claim(id, claim)));
  }

  settle(owner: string, deliveries: readonly Delivery[]): string[] {
    return atomically(this.database, () =>
      deliveries.filter((delivery) => this.deliveries.settle(owner, delivery)).map(({ id }) => id),
    );
  }

  prune(beforeMs: number): void {
    atomically(this.database, () => {
      this.incidents.prune(beforeMs);
      this.mutes.prune(beforeMs);
    });
  }
}
