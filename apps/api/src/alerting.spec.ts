import type {
  ChannelList,
  Delivery,
  DeliveryList,
  DeliveryPage,
  EnvironmentId,
  Incident,
  IncidentPage,
  Mute,
  Rule,
  RuleList,
  RulePreview,
  RuleTargets,
} from '@envscope/contracts/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsoleUnderTest } from './testing/console-under-test.js';

/** What a person sees in a channel. */
interface Message {
  readonly id: string;
  readonly embeds: readonly { readonly title: string }[];
  readonly edited_timestamp: string | null;
}

interface SandboxState {
  readonly discord: { readonly webhooks: readonly { environment: string; messages: Message[] }[] };
}

describe('alerting, from a failing target to its channel and back', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      environments: ['dev', 'qa', 'staging', 'prod'],
      variables: { CHECK_INTERVAL_SECONDS: '5', ALERT_FAILURE_THRESHOLD: '1', ALERT_SUCCESS_THRESHOLD: '1' },
    });
    await console.checked();
  });
  afterAll(() => console.close());

  const setHealth = async (environment: EnvironmentId, status: number) => {
    await console.sandbox.put(`/app/${environment}/health`, { status });
    await console.checkAgain(environment);
  };

  const openIncident = async (environment: EnvironmentId) => {
    const path = `/internal/incidents?environment=${environment}&service=endpoints&state=unresolved`;
    const { incidents } = await console.until<IncidentPage>(path, (page) => page.incidents.length > 0);
    return incidents[0]?.id ?? '';
  };

  const resolved = (id: string) =>
    console.until<Incident>(`/internal/incidents/${id}`, ({ resolvedAt }) => resolvedAt !== null);

  /** Resolves, oldest first, when the channel has acknowledged as many messages about the incident. */
  const delivered = async (id: string, count: number) => {
    const isDelivered = ({ state }: Delivery) => state === 'delivered' || state === 'merged';
    const { deliveries } = await console.until<DeliveryList>(
      `/internal/incidents/${id}/deliveries`,
      (list) => list.deliveries.length === count && list.deliveries.every(isDelivered),
    );
    return deliveries.toReversed();
  };

  const messagesIn = async (environment: EnvironmentId) => {
    const { discord } = (await console.sandbox.state()) as SandboxState;
    return discord.webhooks
      .filter((webhook) => webhook.environment === environment)
      .flatMap(({ messages }) => messages);
  };

  it('opens an incident, notifies its channel, edits that message and posts the end in another', async () => {
    await setHealth('dev', 503);
    const id = await openIncident('dev');
    const [opened] = await delivered(id, 1);
    const messages = await messagesIn('dev');
    expect(messages).toMatchObject([{ id: opened?.messageId, edited_timestamp: null }]);
    expect(messages[0]?.embeds[0]?.title).toContain('Dev');
    expect(await messagesIn('prod')).toEqual([]);

    await console.post(`/internal/incidents/${id}/acknowledgement`, { by: 'Minji', note: 'On it' });
    await delivered(id, 2);
    const edited = await messagesIn('dev');
    expect(edited).toMatchObject([{ id: opened?.messageId, edited_timestamp: expect.any(String) }]);
    expect(JSON.stringify(edited)).toContain('Minji');

    await setHealth('dev', 200);
    expect(await resolved(id)).toMatchObject({ resolution: 'recovered', targetState: 'healthy' });
    const deliveries = await delivered(id, 4);
    expect(deliveries.map(({ kind }) => kind)).toEqual(['opened', 'changed', 'changed', 'resolved']);
    expect(await messagesIn('dev')).toHaveLength(2);
  });

  it('records what happens in a maintenance, and notifies of what is still wrong when it ends', async () => {
    const maintenance = { kind: 'maintenance', scope: { environment: 'qa' }, reason: 'Deployment', by: 'CI' };
    const { body: mute } = await console.post<Mute>('/internal/mutes', maintenance);
    await setHealth('qa', 503);
    const id = await openIncident('qa');
    expect((await console.get<Incident>(`/internal/incidents/${id}`)).body).toMatchObject({
      mutedBy: mute.id,
    });
    expect(await messagesIn('qa')).toEqual([]);

    await console.post(`/internal/mutes/${mute.id}/end`, { by: 'CI' });
    await delivered(id, 1);
    expect(await messagesIn('qa')).toHaveLength(1);
  });

  it('keeps what a broken channel does not take, and sends it when the channel works again', async () => {
    await console.sandbox.fault({ service: 'discord', environment: 'staging', kind: 'unauthorized' });
    await setHealth('staging', 503);
    const id = await openIncident('staging');
    const path = '/internal/channels';
    const channelOf = ({ channels }: ChannelList) =>
      channels.find(({ environment }) => environment === 'staging');
    const broken = channelOf(
      await console.until<ChannelList>(path, (list) => channelOf(list)?.health === 'broken'),
    );
    expect(broken).toMatchObject({
      id: 'staging.discord',
      waiting: 1,
      reason: { params: { channelCode: 50_027 } },
    });
    const { body: log } = await console.get<DeliveryPage>(
      '/internal/deliveries?environment=staging&state=queued',
    );
    expect(log.deliveries[0]?.attempts[0]).toMatchObject({ outcome: 'broken' });

    await console.sandbox.clearFaults();
    await console.post(`${path}/staging.discord/retries`);
    await delivered(id, 1);
    expect(await messagesIn('staging')).toHaveLength(1);
    expect(channelOf((await console.get<ChannelList>(path)).body)).toMatchObject({
      health: 'working',
      waiting: 0,
    });
  });

  it('watches a rule that somebody makes, and ends its incident when the rule is deleted', async () => {
    const draft = {
      name: 'Redis answers at all',
      environments: ['prod'],
      service: 'redis',
      measurement: 'latencyMs',
      condition: 'less_than',
      threshold: 60_000,
      durationMs: 0,
      severity: 'low',
      cooldownMs: 0,
      isEnabled: true,
      tags: [],
    };
    const { body: rule } = await console.post<Rule>('/internal/rules', draft);
    const isOurs = ({ id }: Pick<Rule, 'id'>) => id === rule.id;
    await console.checkAgain('prod');
    const { rules } = await console.until<RuleList>(
      '/internal/rules',
      (list) => list.rules.find(isOurs)?.firing === 1,
    );
    expect(rules.find(isOurs)?.lastFiredAt).toEqual(expect.any(String));
    const { body } = await console.get<IncidentPage>(`/internal/incidents?rule=${rule.id}`);
    expect(body.incidents).toMatchObject([
      { environment: 'prod', severity: 'low', rule: { name: draft.name } },
    ]);

    expect((await console.delete(`/internal/rules/${rule.id}`)).status).toBe(204);
    await console.checkAgain('prod');
    expect(await resolved(body.incidents[0]?.id ?? '')).toMatchObject({ resolution: 'rule-changed' });
  });

  it('watches one route of the application, and says by name which', async () => {
    const question = {
      environments: ['dev'],
      service: 'request-metrics',
      target: 'GET:/api/search',
      measurement: 'p95Ms',
      condition: 'greater_than',
      threshold: 100,
      durationMs: 0,
      cooldownMs: 0,
    };
    const draft = { ...question, name: 'Search is slow', severity: 'high', isEnabled: true, tags: [] };
    const { targets } = (await console.get<RuleTargets>('/internal/rules/targets?service=request-metrics'))
      .body;
    expect(targets).toContainEqual(expect.objectContaining({ label: 'GET /api/search' }));
    const { body: rule } = await console.post<Rule>('/internal/rules', draft);
    const { incidents } = await console.until<IncidentPage>(
      `/internal/incidents?rule=${rule.id}`,
      (page) => page.incidents.length > 0,
    );
    expect(incidents).toMatchObject([{ environment: 'dev', service: 'request-metrics', severity: 'high' }]);
    const { body: incident } = await console.get<Incident>(`/internal/incidents/${incidents[0]?.id}`);
    expect(incident.members).toMatchObject([
      {
        target: 'GET:/api/search',
        label: 'GET /api/search',
        reason: { code: 'rule-fired', params: { measurement: 'p95Ms', threshold: 100 } },
      },
    ]);
    const { body: preview } = await console.post<RulePreview>('/internal/rules/preview', question);
    expect(preview.targets).toMatchObject([{ label: 'GET /api/search', count: 1, firings: [{ to: null }] }]);
    expect(preview.targets[0]?.value).toBeGreaterThan(100);
    await console.put(`/internal/rules/${rule.id}`, { ...draft, target: 'GET:/api/cart' });
    expect(await resolved(incident.id)).toMatchObject({ resolution: 'rule-changed' });
  });
});
