import {
  RuleDraft,
  type AlertEvent,
  type Problem,
  type Rule,
  type RuleList,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { LiveFeed, type LiveEvent } from '@envscope/monitoring/feed/live-feed.js';
import { builtInRulesOf } from '@envscope/monitoring/rules/built-in-rules.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { MOST_RULES, RuleRepository } from '@envscope/monitoring/rules/rule-repository.js';
import { idOf, incidentOf, ruleOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { RuleActions } from './rule-actions.js';
import { RuleTargetNames } from './rule-targets.js';
import { RulesController } from './rules.controller.js';
import { readerOver } from '../testing/reader-over.js';

const BUILT_IN_RULES = builtInRulesOf(MANIFESTS);

const PATH = '/internal/rules';

const DRAFT = {
  name: 'Redis is slow',
  environments: ['prod'],
  service: 'redis',
  measurement: 'latencyMs',
  condition: 'greater_than',
  threshold: 250,
  durationMs: 300_000,
  severity: 'high',
  cooldownMs: 600_000,
  isEnabled: true,
  tags: ['latency'],
};

/** The first rule that comes with the console, as people say it. */
const OF_BUILT_IN = z.object(RuleDraft.shape).parse(BUILT_IN_RULES[0]);

describe('RulesController', () => {
  let store: FakeAlertStore;
  let api: ApiUnderTest;
  let book: RuleRepository;
  let events: AlertEvent[];

  beforeEach(async () => {
    store = new FakeAlertStore();
    book = new RuleRepository(store, MANIFESTS);
    events = [];
    const feed = new LiveFeed();
    feed.listen().subscribe(({ data }: LiveEvent) => events.push(data as AlertEvent));
    api = await ApiUnderTest.start({
      controllers: [RulesController],
      providers: [
        RuleActions,
        { provide: RuleRepository, useValue: book },
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: LiveFeed, useValue: feed },
        {
          provide: RuleTargetNames,
          useValue: { labelOf: ({ target }: Rule) => target && `label of ${target}` },
        },
        { provide: ENVIRONMENTS, useValue: [{ id: 'dev' }, { id: 'prod' }] },
      ],
    });
  });
  afterEach(() => api.close());

  const builtIn = BUILT_IN_RULES[0]?.id ?? '';
  const list = async () => (await api.get<RuleList>(PATH)).body;
  const find = async (id: string) => (await list()).rules.find((rule) => rule.id === id);

  it('lists the rules that come with the console, all of them still', async () => {
    const { rules, statistics } = await list();
    expect(rules.map(({ id }) => id)).toEqual(BUILT_IN_RULES.map(({ id }) => id));
    expect(statistics).toMatchObject({ total: BUILT_IN_RULES.length, firing: 0, firedToday: 0 });
  });

  it('says which rules fire, and what fired since midnight', async () => {
    const rule = { id: builtIn, name: 'Built in' };
    const openedAt = new Date().toISOString();
    const old = incidentOf({ id: idOf(1), rule, openedAt: '2026-01-01T00:00:00.000Z', resolvedAt: openedAt });
    const now = incidentOf({ id: idOf(2), rule, openedAt });
    for (const incident of [old, now]) await store.saveIncident({ incident, deliveries: [] });
    expect(await find(builtIn)).toMatchObject({ firing: 1, lastFiredAt: openedAt });
    expect((await list()).statistics).toMatchObject({ firing: 1, firedToday: 1 });
  });

  it('keeps the target that a rule names, and says what people call it', async () => {
    const terms = { service: 'request-metrics', target: 'GET:/orders', measurement: 'p95Ms' };
    const { id } = (await api.post<Rule>(PATH, { ...DRAFT, ...terms })).body;
    expect(await find(id)).toMatchObject({ ...terms, targetLabel: 'label of GET:/orders' });
    await api.put(`${PATH}/${id}`, DRAFT);
    expect(await find(id)).not.toHaveProperty('target');
  });

  it('lists page by page, with figures of all', async () => {
    const { id } = (await api.post<Rule>(PATH, DRAFT)).body;
    const page = async (query: string) => (await api.get<RuleList>(`${PATH}?${query}`)).body;
    const first = await page(`limit=${BUILT_IN_RULES.length}`);
    expect(first.rules.map((rule) => rule.id)).toEqual(BUILT_IN_RULES.map((rule) => rule.id));
    expect(first.statistics.total).toBe(BUILT_IN_RULES.length + 1);
    const second = await page(`cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ rules: [{ id }], nextCursor: null });
  });

  it('keeps so many rules and no more', async () => {
    for (let count = 0; count < MOST_RULES; count += 1) {
      await store.saveRule(ruleOf({ id: `rule-${count}` }), null);
    }
    await book.load();
    expect(await api.post(PATH, DRAFT)).toMatchObject({
      status: 409,
      body: { code: 'too-many-rules', params: { most: MOST_RULES } },
    });
    expect((await list()).nextCursor).not.toBeNull();
  });

  it('makes, changes and deletes a rule, and announces each change on the stream', async () => {
    const made = await api.post<Rule>(PATH, DRAFT);
    expect(made).toMatchObject({ status: 201, body: { ...DRAFT, isBuiltIn: false } });
    const { id } = made.body;
    const changed = await api.put<Rule>(`${PATH}/${id}`, { ...DRAFT, threshold: 500 });
    expect(changed).toMatchObject({ status: 200, body: { id, threshold: 500 } });
    expect(await find(id)).toMatchObject({ threshold: 500 });
    expect(await api.delete(`${PATH}/${id}`)).toEqual({ status: 204, body: undefined });
    expect(await find(id)).toBeUndefined();
    const event = { topic: 'rules', environment: null, incidentId: null };
    expect(events).toEqual([event, event, event]);
  });

  it('turns a rule off that comes with the console, and does not delete it', async () => {
    const refused = await api.delete<Problem>(`${PATH}/${builtIn}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'rule-built-in' } });
    const { body } = await api.put<Rule>(`${PATH}/${builtIn}`, { ...OF_BUILT_IN, isEnabled: false });
    expect(body).toMatchObject({ id: builtIn, isBuiltIn: true, isEnabled: false });
    expect((await list()).statistics).toMatchObject({ active: BUILT_IN_RULES.length - 1 });
  });

  it('makes no other rule of one that comes with the console', async () => {
    const changed = { ...OF_BUILT_IN, measurement: 'availabilityRatio' };
    const { status, body } = await api.put<Problem>(`${PATH}/${builtIn}`, changed);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field: 'measurement', code: 'fixed' }] });
    expect(events).toEqual([]);
  });

  it('makes a changed rule what it was at first, and announces it on the stream', async () => {
    await api.put(`${PATH}/${builtIn}`, { ...OF_BUILT_IN, threshold: 0.5 });
    const { status, body } = await api.post<Rule>(`${PATH}/${builtIn}/reset`);
    expect({ status, body }).toEqual({ status: 200, body: BUILT_IN_RULES[0] });
    expect(events).toHaveLength(2);
    const { id } = (await api.post<Rule>(PATH, DRAFT)).body;
    expect(await api.post(`${PATH}/${id}/reset`)).toMatchObject({
      status: 409,
      body: { code: 'rule-not-built-in' },
    });
  });

  it.each([
    ['a measurement that the service does not have', { measurement: 'queueDepth' }, 'measurement'],
    ['a condition that there is not', { condition: 'about' }, 'condition'],
    ['a threshold that is no number', { threshold: '250' }, 'threshold'],
    ['a negative threshold', { threshold: -1 }, 'threshold'],
    ['a threshold that no figure reaches', { threshold: 1e300 }, 'threshold'],
    ['no name', { name: ' ' }, 'name'],
    ['a line break in the name', { name: 'Redis\nis slow' }, 'name'],
    ['a name with what nobody sees', { name: 'Redis\u200b' }, 'name'],
    ['a tag with a control character', { tags: ['a\u0007'] }, 'tags.0'],
    ['a share over 1', { measurement: 'memoryUsedRatio', threshold: 1.5 }, 'threshold'],
    ['a target of a service that has one', { target: 'GET:/orders' }, 'target'],
    [
      'a figure that routes do not have',
      { service: 'request-metrics', target: 'GET:/orders', measurement: 'requestsTotal' },
      'measurement',
    ],
    ['a duration of more than a day', { durationMs: 90_000_000 }, 'durationMs'],
    ['a field that there is not', { enabled: true }, 'enabled'],
  ])('refuses %s and names the field', async (_, given, field) => {
    const { status, body } = await api.post<Problem>(PATH, { ...DRAFT, ...given });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    expect(events).toEqual([]);
  });

  it('makes no rule for an environment that there is not', async () => {
    const { status, body } = await api.post<Problem>(PATH, { ...DRAFT, environments: ['dev', 'prd'] });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-environment', params: { environment: 'prd' } });
  });

  it.each(['PUT', 'DELETE'])('answers a %s of no rule with a 404', async (method) => {
    const path = `${PATH}/nope`;
    const answer = await (method === 'PUT' ? api.put(path, DRAFT) : api.delete(path));
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-rule', params: { id: 'nope' } } });
  });

  it('makes no rule that the store has not kept', async () => {
    store.isFailing = true;
    expect(await api.post(PATH, DRAFT)).toMatchObject({ status: 503, body: { code: 'store-failing' } });
    store.isFailing = false;
    expect((await list()).rules).toHaveLength(BUILT_IN_RULES.length);
    expect(events).toEqual([]);
  });
});
