import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import { deliveryOf, idOf, incidentOf } from './alerts.js';

// Saves an incident and its delivery for each number from its second argument on to the file of its first argument, until
// it is killed, and claims each delivery; it prints each number once the store has acknowledged the incident.
const [file = '', first = '0'] = process.argv.slice(2);
const { incidents } = await openSqliteStores(file);
process.stdout.write('open\n');

for (let number = Number(first); ; number += 1) {
  const id = idOf(number);
  await incidents.saveIncident({
    incident: incidentOf({ id }),
    deliveries: [deliveryOf({ id, incidentId: id })],
  });
  process.stdout.write(`${number}\n`);
  const nowMs = Date.now();
  await incidents.claimDeliveries([id], { owner: String(process.pid), untilMs: nowMs + 3_600_000, nowMs });
}
