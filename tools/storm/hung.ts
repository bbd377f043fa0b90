/**
 * `npm run storm:hung`: 300 of 1,000 endpoints accept and never answer, against the built console. Exits with 1 unless exactly
 * those fail, by their deadline, and nothing else is stale, an incident or late. `-- --endpoints 200 --hung 60 --seconds 60`.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Incident, IncidentPage, ServiceDetail } from '@envscope/contracts/index.js';
import { buildApiIfChanged } from '../build.ts';
import { Stage } from '../stage/stage.ts';

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '1000' },
    hung: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '75' },
  },
});
const [endpoints, hung, seconds] = [values.endpoints, values.hung, values.seconds].map(Number) as [
  number,
  number,
  number,
];
const [INTERVAL_SECONDS, TIMEOUT_SECONDS] = [20, 10];

const names = Array.from({ length: endpoints }, (_, index) => `e${index}`);
const hanging = new Set(names.slice(0, hung));
const server = createServer((request, response) => {
  if (!hanging.has((request.url ?? '').slice(1))) response.end('ok');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

buildApiIfChanged();
const stage = await Stage.open({
  name: 'hung',
  variables: () => ({
    ENVIRONMENTS: 'dev',
    ENDPOINTS_DEV: names.map((name) => `${name}=${origin}/${name}`).join(','),
    CHECK_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
    CHECK_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
  }),
});
const faults: string[] = [];
try {
  const { url } = stage.launch();
  const api = `${await url}/api/internal`;
  const ask = async <T>(path: string): Promise<T> => (await (await fetch(`${api}${path}`)).json()) as T;
  const stale = new Set<string>();
  for (let second = 0; second < seconds; second += 5) {
    await pause(5_000);
    const { staleTargets } = await ask<ServiceDetail>('/environments/dev/services/endpoints');
    staleTargets.forEach((target) => stale.add(target));
  }
  const { results, counts } = await ask<ServiceDetail>('/environments/dev/services/endpoints');
  const { incidents } = await ask<IncidentPage>('/incidents?environment=dev&limit=200');
  const whole = await Promise.all(incidents.map(({ id }) => ask<Incident>(`/incidents/${id}`)));
  const members = new Set(whole.flatMap((incident) => incident.members.map(({ target }) => target)));
  const health = (await (await fetch(`${await url}/api/health/live`)).json()) as {
    details: { checks: { skipped: number; lateness: unknown } };
  };
  const { skipped, lateness } = health.details.checks;
  console.log(
    JSON.stringify({ counts, stale: stale.size, incidents: incidents.length, members: members.size }),
  );
  console.log(JSON.stringify({ skipped, lateness }));
  const expected = [...hanging].toSorted().join();
  const failing = results.filter(({ status }) => status === 'down').map(({ target }) => target);
  if (failing.toSorted().join() !== expected) faults.push(`${failing.length} endpoints are down`);
  if (results.length !== endpoints) faults.push(`${results.length} endpoints have a result`);
  if (stale.size > 0) faults.push(`Stale at some time: ${[...stale].join(', ')}`);
  if ([...members].toSorted().join() !== expected) faults.push(`${members.size} are members of incidents`);
  if (incidents.length !== 1) faults.push(`${incidents.length} incidents instead of one`);
} finally {
  await stage.close();
  server.closeAllConnections();
  server.close();
}
console.log(faults.length === 0 ? 'Exactly those that hang fail.' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
