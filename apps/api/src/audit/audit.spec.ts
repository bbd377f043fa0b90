import {
  AuditEntry,
  type AuditPage,
  type Problem,
  type RuleList,
  type RuleView,
} from '@envscope/contracts/index.js';
import { ChainCheck } from '@envscope/store/access/chain-check.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { deliveryOf, idOf, incidentOf } from '@envscope/testing/alerts.js';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

const UNKNOWN = '01998a00-0000-7000-8000-00000000dead';

describe('The audit log of a console', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({ environments: ['dev', 'staging'] });
  });
  afterAll(() => console.close());

  const entries = async (query = '') =>
    (await console.get<AuditPage>(`/internal/audit?limit=200${query}`)).body.entries;

  it('records what is done, by whom, to what and from where, before it is answered', async () => {
    const scope = { environment: 'staging' };
    const silence = { kind: 'maintenance', scope, reason: 'Deployment', by: 'CI' };
    const { body: mute } = await console.post<{ id: string }>('/internal/mutes', silence);
    await console.post(`/internal/mutes/${mute.id}/end`, { by: 'CI' });
    const [ended, added] = await entries();
    expect(ended).toMatchObject({
      actor: { kind: 'anyone' },
      address: expect.stringContaining('127.0.0.1'),
      userAgent: 'node',
      action: 'endMute',
      target: { kind: 'mute', id: mute.id },
      outcome: 'done',
      code: null,
      count: 1,
    });
    expect(ended?.changes).toEqual([{ field: 'endsAt', before: null, after: expect.any(String) }]);
    expect(added).toMatchObject({
      action: 'addMute',
      target: { kind: 'mute', id: mute.id },
      environment: 'staging',
      changes: expect.arrayContaining([{ field: 'reason', before: null, after: 'Deployment' }]),
    });
  });

  it('records what of a rule was changed, and what it was before', async () => {
    const { rules } = (await console.get<RuleList>('/internal/rules?limit=200')).body;
    const rule = rules.find(({ service }) => service === 'redis');
    const { name, service, measurement, condition, severity, environments, isEnabled } =
      rule ?? ({} as RuleView);
    const kept = { name, service, measurement, condition, severity, environments, isEnabled };
    const { threshold = 0, durationMs, cooldownMs, tags } = rule ?? ({} as RuleView);
    const changed = { ...kept, threshold: threshold + 0.01, durationMs, cooldownMs, tags };
    const { status, body } = await console.put(`/internal/rules/${rule?.id}`, changed);
    expect([status, body]).toEqual([200, expect.anything()]);
    const [entry] = await entries('&action=changeRule');
    expect(entry?.target).toEqual({ kind: 'rule', id: rule?.id });
    expect(entry?.changes.find(({ field }) => field === 'threshold')).toEqual({
      field: 'threshold',
      before: String(threshold),
      after: String(threshold + 0.01),
    });
    expect(entry?.changes.map(({ field }) => field)).not.toContain('measurement');
  });

  it('records of channels where they are, how they were and how they are', async () => {
    expect((await console.post('/internal/channels/staging.discord/tests')).status).toBe(200);
    expect((await entries('&action=testChannel'))[0]).toMatchObject({
      target: { kind: 'channel', id: 'staging.discord' },
      environment: 'staging',
      outcome: 'done',
      changes: expect.arrayContaining([{ field: 'isDelivered', before: null, after: 'true' }]),
    });
    expect((await console.post('/internal/channels/staging.discord/tests')).status).toBe(429);
    expect((await entries('&action=testChannel'))[0]).toMatchObject({
      environment: 'staging',
      outcome: 'refused',
      code: 'too-soon',
      changes: [],
    });
    expect((await console.post('/internal/channels/staging.discord/retries')).status).toBe(202);
    expect((await entries('&action=retryChannel'))[0]).toMatchObject({
      environment: 'staging',
      outcome: 'done',
    });
  });

  it('records of deliveries what became of them', async () => {
    const store = console.app.get(IncidentStore);
    const dead = {
      environment: 'staging',
      channel: 'staging.discord',
      state: 'dead',
      deathCause: 'refused',
    } as const;
    const deliveries = [11, 12, 13].map((number) => deliveryOf({ id: idOf(number), ...dead }));
    const resolvedAt = new Date().toISOString();
    await store.saveIncident({ incident: incidentOf({ environment: 'staging', resolvedAt }), deliveries });
    const by = { by: 'Minji' };
    expect((await console.post(`/internal/deliveries/${idOf(11)}/replay`)).status).toBe(200);
    expect((await console.post(`/internal/deliveries/${idOf(12)}/dismissal`, by)).status).toBe(200);
    await console.post('/internal/deliveries/dismissals', { ...by, environment: 'staging' });
    const [all, dismissed, replayed] = await entries();
    expect(replayed).toMatchObject({
      action: 'replayDelivery',
      target: { kind: 'delivery', id: idOf(11) },
      environment: 'staging',
      changes: [{ field: 'state', before: 'dead', after: 'queued' }],
    });
    expect(dismissed).toMatchObject({
      action: 'dismissDelivery',
      environment: 'staging',
      changes: expect.arrayContaining([{ field: 'state', before: 'dead', after: 'dismissed' }]),
    });
    expect(all).toMatchObject({
      action: 'dismissDeliveries',
      environment: 'staging',
      changes: [{ field: 'dismissed', before: null, after: expect.stringMatching(/^[12]$/) }],
    });
  });

  it('is well where all is recorded, and says so', async () => {
    const { body } = await console.get<{ details: object }>('/health/live');
    expect(body.details).toMatchObject({ audit: { status: 'up', unrecorded: 0 } });
  });

  it('records what a handler refuses at once, and counts what is refused again', async () => {
    for (let time = 0; time < 3; time += 1) {
      const { status } = await console.post<Problem>(`/internal/mutes/${UNKNOWN}/end`, { by: 'CI' });
      expect(status).toBe(404);
    }
    const refused = await entries('&action=endMute');
    expect(refused.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { code: 'unknown-mute', target: { kind: 'mute', id: UNKNOWN }, count: 1 },
    ]);
  });

  it('records what is refused before a handler', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await console.get('/internal/overview', headers)).status).toBe(403);
    const [refused] = await entries();
    expect(refused).toMatchObject({
      actor: { kind: 'signed-out' },
      outcome: 'refused',
      code: 'foreign-site',
    });
  });

  it('records neither reading nor the preview of a rule', async () => {
    const before = await entries();
    await console.get('/internal/incidents');
    await console.post('/internal/rules/preview', {});
    expect(await entries()).toEqual(before);
  });

  it('is found by action, environment and time, page by page', async () => {
    await console.post('/internal/environments/dev/checks');
    const [checked] = await entries('&environment=dev');
    expect(checked).toMatchObject({
      action: 'checkNow',
      environment: 'dev',
      target: { kind: 'environment' },
    });
    expect(await entries('&actor=nobody')).toEqual([]);
    expect(await entries('&to=2020-01-01T00:00:00Z')).toEqual([]);
    const first = (await console.get<AuditPage>('/internal/audit?limit=1')).body;
    expect(first.entries).toEqual([checked]);
    const path = `/internal/audit?limit=1&cursor=${first.nextCursor}`;
    expect((await console.get<AuditPage>(path)).body.entries[0]?.sequence).toBe(Number(first.nextCursor) - 1);
    expect((await console.get<Problem>('/internal/audit?environment=pord')).status).toBe(404);
    expect((await console.get<Problem>('/internal/audit?cursor=x')).status).toBe(400);
  });

  it('is exported as JSON lines, the oldest first, which verify as one chain', async () => {
    const answer = await fetch(`${console.url}/api/internal/audit/export`);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await answer.text()).trimEnd().split('\n');
    const exported = lines.map((line) => AuditEntry.parse(JSON.parse(line)));
    expect(exported.toReversed()).toEqual(await entries());
    const check = new ChainCheck();
    exported.forEach((entry) => check.add(entry));
    expect(check.end()).toBeNull();
    const filtered = await fetch(`${console.url}/api/internal/audit/export?action=checkNow`);
    expect((await filtered.text()).trimEnd().split('\n')).toHaveLength(1);
  });
});
