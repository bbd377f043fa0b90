import { SERVICES, type Delivery, type Incident, type ServiceKind } from '@envscope/contracts/index.js';
import type { AnyEnvironment, Section } from '@envscope/environments/environments.js';
import type { ChannelText } from '@envscope/integrations/kernel/channels/channel.js';
import { deliveryOf, idOf, incidentOf, instantAfter, memberOf } from '@envscope/testing/alerts.js';
import { ROOM } from '@envscope/testing/fakes/fake-channel.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { sayReason } from '@envscope/texts/say.js';
import { LANGUAGES, type Language } from '@envscope/texts/texts.js';
import { describe, expect, it } from '@jest/globals';
import { Composer } from './composer.js';
import type { MessageStep } from './message-step.js';
import type { IncidentForm, MessagePart } from './incident-messages.js';

const SECRET = 'https://discord.test/api/webhooks/1/secret-token';

const REFUSED = sayReason('en', { code: 'refused', params: {} });

const configured: Section<unknown> = {
  state: 'configured',
  settings: { url: SECRET },
  credential: 'own',
  description: { settings: {}, vendorUrl: 'https://vendor.test/', addresses: [] },
  intervalMs: 30_000,
};
const missing: Section<unknown> = { state: 'missing', variables: [], intervalMs: 30_000 };

const PROD: AnyEnvironment = {
  id: 'prod',
  name: { ko: '운영', en: 'Production' },
  color: '#e74c3c',
  alerting: { language: 'en' },
  channels: [],
  sections: Object.fromEntries(
    SERVICES.map((service) => [
      service,
      ['mongodb', 'redis', 'discord'].includes(service) ? configured : missing,
    ]),
  ) as AnyEnvironment['sections'],
};

const composer = new Composer([PROD], 'https://envscope.test/');
const CIRCUMSTANCES = { nowMs: STORY_START_MS + 60_000, isHistoryImpaired: false };

const incident = (given: Partial<Incident> = {}) =>
  incidentOf({ environment: 'prod', service: 'mongodb', ...given });
const over = (given: Partial<Incident> = {}) => incident({ resolvedAt: instantAfter(250_000), ...given });
const failing = (target: string, service: ServiceKind = 'endpoints') => memberOf({ service, target });

function partOf(form: IncidentForm, about: Incident, kinds: Delivery['kind'][] = ['opened']): MessagePart {
  return {
    form,
    incident: about,
    deliveries: kinds.map((kind) => deliveryOf({ kind, incidentId: about.id })),
  };
}

function stepOf(parts: readonly MessagePart[], given: Partial<MessageStep> = {}): MessageStep {
  const deliveries = parts.flatMap((part) => part.deliveries);
  const form = parts.length === 1 ? (parts[0]?.form ?? 'opened') : 'digest';
  return {
    act: 'post',
    channel: 'prod.discord',
    form,
    parts,
    deliveries,
    messageId: null,
    isPlain: false,
    ...given,
  };
}

function compose(step: MessageStep, language: Language = 'en', by = composer, circumstances = CIRCUMSTANCES) {
  const message = by.compose(step, { environment: 'prod', language, room: ROOM }, circumstances);
  const [block] = message.blocks;
  if (!block) throw new Error('A message has a block');
  return { ...message, block };
}

const write = (form: IncidentForm, about: Incident, language?: Language) =>
  compose(stepOf([partOf(form, about)]), language);

/** Moments as `<time 60s>`: so long after the story's start. */
function written(text: ChannelText): string {
  return text
    .map((part) =>
      typeof part === 'string' ? part : `<${part.style} ${(Date.parse(part.at) - STORY_START_MS) / 1_000}s>`,
    )
    .join('');
}

const facts = ({ block }: ReturnType<typeof compose>) =>
  Object.fromEntries(block.facts.map(({ name, value }) => [name, written(value)]));

describe('Composer', () => {
  it.each([
    { form: 'opened', about: incident(), title: '🔴 Production: MongoDB down' },
    {
      form: 'changed',
      about: incident({ targetState: 'degraded' }),
      title: '🟠 Production: MongoDB degraded',
    },
    {
      form: 'opened',
      about: incident({ targetState: 'unknown' }),
      title: '⚪ Production: MongoDB unknown',
    },
    { form: 'repeat', about: incident(), title: '🔔 Production: MongoDB still down' },
    {
      form: 'opened',
      about: incident({ isFlapping: true }),
      title: '🔴 Production: MongoDB flapping',
    },
    { form: 'resolved', about: over(), title: '🟢 Production: MongoDB recovered' },
    { form: 'changed', about: over(), title: '🟢 Production: MongoDB recovered' },
    {
      form: 'resolved',
      about: over({ resolution: 'by-hand' }),
      title: '🟢 Production: MongoDB resolved manually',
    },
    { form: 'brief', about: over(), title: '🟢 Production: MongoDB: brief incident, resolved after 4m 10s' },
    {
      form: 'opened',
      about: incident({ members: [failing('checkout')] }),
      title: '🔴 Production: checkout (Endpoints) down',
    },
    {
      form: 'opened',
      about: incident({ service: 'endpoints', members: [failing('checkout'), failing('api')] }),
      title: '🔴 Production: Endpoints (2 targets) down',
    },
    {
      form: 'opened',
      about: incident({ rule: { id: 'r', name: 'Connections over 80 %' }, targetState: 'degraded' }),
      title: '🟠 Production: Connections over 80 % – MongoDB',
    },
  ] as const)('says “$title”', ({ form, about, title }) => {
    expect(write(form, about).block.title).toBe(title);
  });

  it.each([
    { form: 'opened', about: incident(), title: '🔴 운영: MongoDB 장애' },
    { form: 'repeat', about: incident(), title: '🔔 운영: MongoDB 장애 지속 중' },
    { form: 'resolved', about: over(), title: '🟢 운영: MongoDB 복구됨' },
    { form: 'brief', about: over(), title: '🟢 운영: MongoDB 일시적 문제, 4분 10초 만에 해결' },
    {
      form: 'opened',
      about: incident({
        rule: { id: 'mongodb-connections', name: 'MongoDB connections are nearly exhausted' },
      }),
      title: '🔴 운영: MongoDB 연결 한도 임박 – MongoDB',
    },
  ] as const)('says “$title” in Korean', ({ form, about, title }) => {
    expect(write(form, about, 'ko').block.title).toBe(title);
  });

  it('says since when, how severe, what was seen, and where to go on', () => {
    const message = write('opened', incident());
    expect(message.block).toMatchObject({
      color: '#e74c3c',
      url: `https://envscope.test/incidents/${idOf(1)}`,
      links: [
        { label: 'Open incident', url: `https://envscope.test/incidents/${idOf(1)}` },
        { label: 'Open MongoDB', url: 'https://vendor.test/' },
      ],
      footer: '',
    });
    expect(written(message.block.text)).toBe(REFUSED);
    expect(facts(message)).toEqual({ Since: '<since 0s>', Severity: 'High' });
  });

  it('is calm in colour once it is over, and says from when to when, and who did it', () => {
    const at = instantAfter(250_000);
    const timeline = [{ kind: 'resolved', at, how: 'by-hand', by: 'Minji', note: 'failover' }] as const;
    const acknowledgement = { by: 'Junho', note: '', at };
    const message = write('resolved', over({ timeline: [...timeline], acknowledgement }));
    expect(message.block.color).not.toBe('#e74c3c');
    expect(facts(message)).toEqual({
      Duration: '<time 0s> – <time 250s>, 4m 10s',
      'Acknowledged by': 'Junho',
      'Resolved by': 'Minji: failover',
    });
  });

  it('says in one line what was over before it was sent', () => {
    expect(written(write('brief', over()).block.text)).toBe(`<time 0s> – <time 250s>, 4m 10s\n${REFUSED}`);
  });

  it('says of the console’s own connection once it is back what was not observed, in the name of the environment', () => {
    const seen = (target: string, count: number) =>
      memberOf({ service: 'console', target, reason: { code: 'not-observed', params: { count } } });
    const about = over({
      environment: '@console',
      service: 'console',
      members: [seen('prod', 12), seen('dev', 1)],
    });
    const { block, urgency } = write('brief', about);
    expect(block.title).toBe('🟢 Production: Monitoring could not reach the network for 4m 10s');
    expect(written(block.text).split('\n').slice(0, 1)).toEqual(['<time 0s> – <time 250s>, 4m 10s']);
    expect(written(block.text).split('\n').slice(-2)).toEqual([
      'Production: 12 checks not observed',
      'dev: 1 check not observed',
    ]);
    expect([block.facts, urgency]).toEqual([[], null]);
    expect(write('brief', about, 'ko').block.title).toContain('운영');
  });

  it.each([
    {
      language: 'en',
      title: '🟠 Production: seoul: no check results',
      back: '🟢 Production: seoul: check results again',
      meaning:
        'Meanwhile other locations check its targets, or the console itself does. Concerned: Production, dev',
    },
    {
      language: 'ko',
      title: '🟠 운영: seoul: 점검 결과 없음',
      back: '🟢 운영: seoul: 점검 결과 다시 들어옴',
      meaning: '그동안 다른 위치나 콘솔이 직접 점검해요. 해당 환경: 운영, dev',
    },
  ] as const)(
    'says in $language of a location that it brings nothing, and that it does again',
    ({ language, title, back, meaning }) => {
      const reason = { code: 'location-silent', params: { location: 'seoul' } } as const;
      const member = (target: string) => memberOf({ service: 'workers', target, label: 'seoul', reason });
      const about: Partial<Incident> = {
        environment: '@console',
        service: 'workers',
        targetState: 'degraded',
        firstCause: { service: 'workers', target: 'prod', label: 'seoul', reason },
        members: [member('prod'), member('dev')],
      };
      const { block } = write('opened', incident(about), language);
      expect(block.title).toBe(title);
      expect(written(block.text).split('\n').at(-1)).toBe(meaning);
      expect(write('resolved', over(about), language).block.title).toBe(back);
    },
  );

  it.each([
    {
      language: 'en',
      title: '🟠 Production: Worker queue away',
      back: '🟢 Production: Worker queue back',
      meaning:
        'Meanwhile the console checks everything itself, and nothing comes from other locations. Concerned: Production, dev',
    },
    {
      language: 'ko',
      title: '🟠 운영: 워커 작업 큐 연결 끊김',
      back: '🟢 운영: 워커 작업 큐 다시 연결됨',
      meaning:
        '그동안 콘솔이 모든 대상을 직접 점검하고, 다른 위치의 결과는 들어오지 않아요. 해당 환경: 운영, dev',
    },
  ] as const)(
    'says in $language that the queue is away, and that it is back',
    ({ language, title, back, meaning }) => {
      const reason = { code: 'queue-away', params: {} } as const;
      const member = (target: string) => memberOf({ service: 'queue', target, label: null, reason });
      const about: Partial<Incident> = {
        environment: '@console',
        service: 'queue',
        targetState: 'degraded',
        firstCause: { service: 'queue', target: 'prod', label: null, reason },
        members: [member('prod'), member('dev')],
      };
      const { block } = write('opened', incident(about), language);
      expect(block.title).toBe(title);
      expect(written(block.text)).toContain('QUEUE_URL');
      expect(written(block.text).split('\n').at(-1)).toBe(meaning);
      expect(write('resolved', over(about), language).block.title).toBe(back);
    },
  );

  it('says of up to five targets why each fails, and names those that fail along with them', () => {
    const own = ['a', 'b', 'c', 'd', 'e'].map((target) => failing(target));
    const along = ['api', 'shop'].map((target) => ({ ...failing(target), isDependent: true }));
    const healthy = { ...failing('well'), targetState: 'healthy', reason: null } as const;
    const text = written(write('opened', incident({ members: [...own, ...along, healthy] })).block.text);
    expect(text.split('\n')).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map((name) => `🔴 ${name} (Endpoints): ${REFUSED}`),
      'Also affected: Endpoints (2)',
      'api, shop',
    ]);
  });

  it('names all of a hundred targets by what is wrong with them, and when it is over', () => {
    const silent = { code: 'timeout', params: { limitMs: 2_000 } } as const;
    const members = Array.from({ length: 100 }, (_, index) => ({
      ...failing(`shop-${index}`),
      targetState: index < 10 ? ('degraded' as const) : ('failing' as const),
      reason: index % 2 === 0 ? silent : failing('x').reason,
    }));
    const rows = written(write('opened', incident({ members })).block.text).split('\n');
    expect(rows.filter((_, index) => index % 2 === 0)).toEqual([
      '🔴 Timed out after 2 sec (45)',
      `🔴 ${REFUSED} (45)`,
      '🟠 Timed out after 2 sec (5)',
      `🟠 ${REFUSED} (5)`,
    ]);
    const named = rows.filter((_, index) => index % 2 === 1).flatMap((row) => row.split(', '));
    expect(named.toSorted()).toEqual(members.map(({ target }) => target).toSorted());
    const well = members.map((member) => ({ ...member, targetState: 'healthy' as const }));
    expect(written(write('resolved', over({ members: well })).block.text)).toContain('shop-99');
  });

  it('goes on in further blocks, then counts, where one block cannot name all', () => {
    const members = Array.from({ length: 100 }, (_, index) => failing(`${'x'.repeat(70)}-${index}`));
    const { blocks } = write('opened', incident({ members }));
    const text = blocks.map((block) => written(block.text)).join(', ');
    const names = new Set(text.match(/x{70}-\d+/g));
    expect(blocks.length).toBe(2);
    expect(blocks[1]).toMatchObject({ title: '', facts: [], links: [], url: null });
    expect(names.size).toBeGreaterThan(70);
    expect(text.endsWith(`\n… and ${100 - names.size} more`)).toBe(true);
    expect(blocks.reduce((sum, block) => sum + ROOM.sizeOf(block.text), 0)).toBeLessThanOrEqual(ROOM.message);
    expect(Math.max(...blocks.map((block) => ROOM.sizeOf(block.text)))).toBeLessThanOrEqual(ROOM.block);
  });

  it('distinguishes targets of one label by their ids', () => {
    const members = ['1', '2', '3', '4', '5', '6'].map((target) =>
      memberOf({ service: 'uptimerobot', target, label: target < '3' ? 'Shop' : `Site ${target}` }),
    );
    const { block } = write('opened', incident({ service: 'uptimerobot', members }));
    expect(written(block.text)).toContain('Shop (1), Shop (2), Site 3, Site 4, Site 5, Site 6');
  });

  it('has no link to a console whose address is not known', () => {
    const { block } = compose(stepOf([partOf('opened', incident())]), 'en', new Composer([PROD], undefined));
    expect(block.url).toBeNull();
    expect(block.links).toEqual([{ label: 'Open MongoDB', url: 'https://vendor.test/' }]);
  });

  it('says so where the history may have a gap', () => {
    const step = stepOf([partOf('opened', incident())]);
    const { block } = compose(step, 'en', composer, { ...CIRCUMSTANCES, isHistoryImpaired: true });
    expect(block.footer).toMatch(/history/);
  });

  it.each([
    { story: 'what opened', step: stepOf([partOf('opened', incident())]), urgency: 'high' },
    { story: 'a reminder', step: stepOf([partOf('repeat', incident())]), urgency: 'high' },
    {
      story: 'no edit',
      step: stepOf([partOf('changed', incident())], { act: 'edit', messageId: 'm' }),
      urgency: null,
    },
    { story: 'nothing that is over', step: stepOf([partOf('resolved', over())]), urgency: null },
    {
      story: 'the worst of many',
      step: stepOf([
        partOf('opened', incident({ severity: 'low' })),
        partOf('opened', incident({ severity: 'critical' })),
        partOf('brief', over({ severity: 'critical' })),
      ]),
      urgency: 'critical',
    },
  ])('wakes people for $story', ({ step, urgency }) => {
    expect(compose(step).urgency).toBe(urgency);
  });

  it('informs machines of what happened, without changes that the rest says too', () => {
    const brief = partOf('brief', over(), ['opened', 'changed', 'changed', 'resolved']);
    expect(compose(stepOf([brief])).events.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
    expect(compose(stepOf([partOf('changed', incident(), ['changed', 'changed'])])).events).toHaveLength(1);
  });

  describe('of many incidents at once', () => {
    const many = Array.from({ length: 17 }, (_, index) =>
      partOf('opened', incident({ id: idOf(index + 1), members: [failing(`target-${index}`)] })),
    );

    it('counts them, names them all, and leads to them', () => {
      const { block } = compose(stepOf(many));
      expect(block.title).toBe('🔴 Production: 17 targets down');
      expect(block.url).toBe('https://envscope.test/incidents?environment=prod');
      expect(written(block.text).split('\n')).toEqual([
        `🔴 MongoDB (17), <ago 0s>: ${REFUSED}`,
        Array.from({ length: 17 }, (_, index) => `target-${index}`).join(', '),
      ]);
    });

    it('puts the worst first, each service and state together, and what fails because of it below', () => {
      const redis = memberOf({ service: 'redis' });
      const along = { ...failing('api'), isDependent: true };
      const shop = memberOf({ service: 'endpoints', target: 'shop' });
      const pay = memberOf({ service: 'endpoints', target: 'pay', reason: { code: 'timeout', params: {} } });
      const parts = [
        partOf('opened', incident({ service: 'endpoints', members: [shop], severity: 'medium' })),
        partOf('opened', incident({ service: 'redis', members: [redis, along], severity: 'critical' })),
        partOf('opened', incident({ service: 'endpoints', members: [pay], severity: 'high' })),
      ];
      expect(written(compose(stepOf(parts)).block.text).split('\n')).toEqual([
        `🔴 Redis, <ago 0s>: ${REFUSED}`,
        'Also affected: Endpoints',
        'api',
        '🔴 Endpoints, <ago 0s>: Timed out',
        'pay',
        `🔴 Endpoints, <ago 0s>: ${REFUSED}`,
        'shop',
      ]);
    });

    it('gives no reason where there are many', () => {
      const parts = many.map(({ incident: about }, index) => {
        const reason = { code: 'unexpected-status', params: { httpStatus: 500 + index } } as const;
        return partOf('opened', { ...about, members: about.members.map((each) => ({ ...each, reason })) });
      });
      expect(written(compose(stepOf(parts)).block.text).split('\n')).toEqual([
        '🔴 MongoDB (17), <ago 0s>',
        expect.stringMatching(/^target-0, .*, target-16$/),
      ]);
    });

    it('puts what is wrong now before what is over', () => {
      const ended = Array.from({ length: 12 }, () => partOf('resolved', over()));
      const { block } = compose(stepOf([...ended, partOf('brief', over()), partOf('opened', incident())]));
      expect(block.title).toBe('🔴 Production: 1 target down');
      expect(written(block.text).split('\n')).toEqual([
        'New: 1',
        `🔴 MongoDB, <ago 0s>: ${REFUSED}`,
        'Resolved: 12',
        '🟢 MongoDB (12), <ago 250s>',
        'Already resolved: 1',
        '🟢 MongoDB, <ago 250s>',
      ]);
    });

    it('says that all is over', () => {
      const ended = Array.from({ length: 17 }, () => partOf('resolved', over()));
      expect(compose(stepOf(ended)).block.title).toBe('🟢 Production: 17 incidents resolved');
      expect(compose(stepOf(ended), 'ko').block.title).toBe('🟢 운영: 인시던트 17건 해결');
    });
  });

  it.each(LANGUAGES)('says plainly, in %s, nothing that somebody else has written', (language) => {
    const member = memberOf({ target: 'forbidden-target', label: 'forbidden-label' });
    const about = incident({ rule: { id: 'r', name: 'forbidden-rule' }, members: [member] });
    const parts = Array.from({ length: 7 }, () => partOf('opened', about));
    for (const step of [stepOf(parts.slice(0, 1), { isPlain: true }), stepOf(parts, { isPlain: true })]) {
      const { block } = compose(step, language);
      expect(JSON.stringify(block)).not.toContain('forbidden');
      expect(block.title).toContain(PROD.name[language]);
    }
  });

  it.each(LANGUAGES)('leaves no placeholder unfilled in %s, and lets no secret out', (language) => {
    const forms = ['opened', 'changed', 'repeat', 'resolved', 'brief'] as const;
    const steps = [incident({ isFlapping: true }), incident({ targetState: 'unknown' }), over()].flatMap(
      (about) =>
        forms.flatMap((form) => [stepOf([partOf(form, about)]), stepOf(Array(7).fill(partOf(form, about)))]),
    );
    const blocks = steps.map((step) => compose(step, language).block);
    const test = composer.test({ environment: 'prod', language }, STORY_START_MS).blocks;
    expect(JSON.stringify([...blocks, ...test])).not.toMatch(/\{\{|\[\[|\\u0000|secret/);
  });
});
