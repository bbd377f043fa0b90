import { RuleDraft } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { ruleOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import * as z from 'zod';
import { builtInRulesOf } from './built-in-rules.js';
import { RuleRepository } from './rule-repository.js';

const BUILT_IN_RULES = builtInRulesOf(MANIFESTS);
const NOW = new Date(STORY_START_MS).toISOString();

/** What a person says of a rule on Redis's memory, unless told otherwise. */
function draftOf(given: Partial<RuleDraft> = {}): RuleDraft {
  return z.object(RuleDraft.shape).parse({ ...ruleOf(), ...given });
}

async function repositoryOn(store: FakeAlertStore): Promise<RuleRepository> {
  const repository = new RuleRepository(
    store,
    MANIFESTS,
    () => STORY_START_MS,
    () => 'rule-1',
  );
  await repository.load();
  return repository;
}

describe('RuleRepository', () => {
  let store: FakeAlertStore;
  let repository: RuleRepository;
  beforeEach(async () => {
    store = new FakeAlertStore();
    repository = await repositoryOn(store);
  });

  it('begins with the built-in rules', () => {
    expect(repository.all()).toEqual(BUILT_IN_RULES);
  });

  it('keeps what people make, for the next start too', async () => {
    const rule = await repository.create(
      draftOf({ name: 'Redis is slow', measurement: 'latencyMs', threshold: 50 }),
    );
    expect(rule).toMatchObject({ id: 'rule-1', name: 'Redis is slow', isBuiltIn: false, updatedAt: NOW });
    expect((await repositoryOn(store)).find('rule-1')).toEqual(rule);
  });

  it('gives a service the enabled rules of its environment', async () => {
    await repository.create(draftOf({ environments: ['prod'] }));
    const builtIn = ['redis-memory', 'redis-evictions', 'upstash-commands'];
    expect(repository.for('dev', 'redis').map(({ id }) => id)).toEqual(builtIn);
    expect(repository.for('prod', 'redis').map(({ id }) => id)).toEqual([...builtIn, 'rule-1']);
    await repository.change('redis-memory', draftOf({ isEnabled: false }));
    expect(repository.for('dev', 'redis').map(({ id }) => id)).toEqual(builtIn.slice(1));
  });

  it('leaves a rule as it is where it was changed since it was read', async () => {
    const unchanged = { ...draftOf({ threshold: 0.7 }), basedOn: null };
    const changed = await repository.change('redis-memory', unchanged);
    await expect(repository.change('redis-memory', unchanged)).rejects.toMatchObject({
      code: 'rule-changed',
      params: { id: 'redis-memory', at: changed.updatedAt },
    });
    expect(repository.find('redis-memory')).toEqual(changed);
    await repository.change('redis-memory', { ...draftOf({ threshold: 0.8 }), basedOn: changed.updatedAt });
    expect(repository.find('redis-memory')?.threshold).toBe(0.8);
  });

  it('changes a built-in rule in its place, under its name', async () => {
    await repository.change('redis-memory', draftOf({ name: 'Mine', threshold: 0.7 }));
    const changed = (await repositoryOn(store)).all()[1];
    expect(changed).toMatchObject({ id: 'redis-memory', threshold: 0.7, isBuiltIn: true, updatedAt: NOW });
    expect(changed?.name).toBe('Redis memory is nearly full');
  });

  it.each([{ service: 'mongodb' }, { measurement: 'latencyMs' }, { condition: 'less_than' }] as const)(
    'lets nobody make another rule of a built-in one: %j',
    async (given) => {
      const [field] = Object.keys(given);
      await expect(repository.change('redis-memory', draftOf(given))).rejects.toMatchObject({
        errors: [{ field, code: 'fixed' }],
      });
      expect(repository.all()).toEqual(BUILT_IN_RULES);
    },
  );

  it('gives a built-in rule back as it came, even one that became another before', async () => {
    await store.saveRule(ruleOf({ id: 'redis-memory', isBuiltIn: true, measurement: 'latencyMs' }), null);
    await repository.load();
    const original = BUILT_IN_RULES.find(({ id }) => id === 'redis-memory');
    expect(await repository.reset('redis-memory')).toEqual(original);
    expect((await repositoryOn(store)).all()).toEqual(BUILT_IN_RULES);
  });

  it('resets nothing that people made, and nothing that there is not', async () => {
    await repository.create(draftOf());
    await expect(repository.reset('rule-1')).rejects.toMatchObject({ code: 'rule-not-built-in' });
    await expect(repository.reset('nothing')).rejects.toMatchObject({ code: 'unknown-rule' });
  });

  it.each([
    { story: 'more than all of it', given: { threshold: 1.01 }, code: 'over-maximum' },
    { story: 'what is never exceeded', given: { threshold: 1 }, code: 'never-met' },
    { story: 'less than nothing', given: { condition: 'less_than', threshold: 0 }, code: 'never-met' },
  ] as const)('refuses to wait for $story', async ({ given, code }) => {
    await expect(repository.create(draftOf(given))).rejects.toMatchObject({
      errors: [{ field: 'threshold', code }],
    });
  });

  it('waits for more than a limit where that can be', async () => {
    const given = { service: 'sentry', measurement: 'errorLimitUsedRatio', threshold: 2 } as const;
    await expect(repository.create(draftOf(given))).resolves.toMatchObject(given);
  });

  it('removes what people made, and nothing else', async () => {
    await repository.create(draftOf());
    await repository.remove('rule-1');
    expect((await repositoryOn(store)).all()).toEqual(repository.all());
    expect(repository.find('rule-1')).toBeUndefined();
    await expect(repository.remove('redis-memory')).rejects.toMatchObject({ code: 'rule-built-in' });
    await expect(repository.remove('rule-1')).rejects.toMatchObject({ code: 'unknown-rule' });
  });

  it('refuses to change what there is not', async () => {
    await expect(repository.change('nothing', draftOf())).rejects.toMatchObject({ code: 'unknown-rule' });
  });

  it('refuses to watch what is not measured', async () => {
    await expect(repository.create(draftOf({ service: 'discord' }))).rejects.toMatchObject({
      errors: [{ field: 'measurement', code: 'unknown-measurement' }],
    });
  });

  it.each([
    {
      story: 'one target of a service that has no other',
      given: { target: 'GET:/orders' },
      error: { field: 'target', code: 'no-targets' },
    },
    {
      story: 'a figure of all requests at one route',
      given: { service: 'request-metrics', target: 'GET:/orders', measurement: 'availabilityRatio' },
      error: { field: 'measurement', code: 'not-of-target' },
    },
  ] as const)('refuses to watch $story', async ({ given, error }) => {
    await expect(repository.create(draftOf(given))).rejects.toMatchObject({ errors: [error] });
  });

  it.each([
    { service: 'request-metrics', target: 'GET:/orders', measurement: 'p95Ms', threshold: 800 },
    { service: 'endpoints', target: 'checkout', measurement: 'latencyMs', threshold: 800 },
  ] as const)('watches one target of $service', async (given) => {
    await expect(repository.create(draftOf(given))).resolves.toMatchObject(given);
    await expect(repository.change('redis-memory', draftOf(given))).rejects.toMatchObject({
      errors: [{ code: 'fixed' }],
    });
  });

  it('stays as it is while the store fails', async () => {
    store.isFailing = true;
    await expect(repository.create(draftOf())).rejects.toThrow(StoreFault);
    await expect(repository.change('redis-memory', draftOf({ threshold: 0.7 }))).rejects.toThrow(StoreFault);
    expect(repository.all()).toEqual(BUILT_IN_RULES);
  });

  it('learns of what another console changed', async () => {
    const other = await repositoryOn(new FakeAlertStore(store.memory));
    await repository.create(draftOf());
    await other.load();
    expect(other.all()).toEqual(repository.all());
  });
});
