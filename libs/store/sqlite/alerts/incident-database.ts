import type { DatabaseSync } from 'node:sqlite';
import type { Delivery } from '@envscope/contracts/index.js';
import type { DeliveryClaim, IncidentChange } from '../../incident-store.js';
import { atomically } from '../file/transaction.js';
import { DeliveryTable } from './delivery-table.js';
import { IncidentTable } from './incident-table.js';

/** Incidents and their deliveries, and what changes several rows at once. Synchronous: it lives in the database's thread. */
export class IncidentDatabase {
  private readonly database: DatabaseSync;
  readonly incidents: IncidentTable;
  readonly deliveries: DeliveryTable;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.incidents = new IncidentTable(database);
    this.deliveries = new DeliveryTable(database);
    // The file was locked: whoever claimed something in it is dead.
    this.deliveries.voidClaims();
  }

  save({ incident, deliveries }: IncidentChange): 'saved' | 'conflict' {
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
}
