import {
  Refusal,
  type ChannelList,
  type ChannelTestReport,
  type Problem,
} from '@envscope/contracts/index.js';
import type { ChannelHealthState } from '@envscope/monitoring/deliveries/channel-sender.js';
import { Dispatcher } from '@envscope/monitoring/deliveries/dispatcher.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { deliveryOf, idOf, incidentOf } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditNotes } from '../audit/audit-notes.js';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { ChannelActions } from './channel-actions.js';
import { ChannelsController } from './channels.controller.js';
import { readerOver } from '../testing/reader-over.js';

const PATH = '/internal/channels';
const SENT_AT = '2026-10-02T09:41:57.120Z';

const BROKEN: ChannelHealthState = {
  id: 'dev.discord',
  environment: 'dev',
  kind: 'discord',
  label: '#alerts-dev',
  route: { severities: null, services: null },
  health: 'broken',
  since: SENT_AT,
  reason: { code: 'webhook-gone', params: { httpStatus: 404, channelCode: 10_015 } },
  nextAttemptAt: null,
  askedToWaitUntil: null,
};
const UNTRIED: ChannelHealthState = {
  ...BROKEN,
  id: 'prod.discord',
  environment: 'prod',
  health: 'untried',
  since: null,
  reason: null,
};
const REPORT: ChannelTestReport = {
  isDelivered: false,
  reason: BROKEN.reason,
  messageId: null,
  tookMs: 12,
  sentAt: SENT_AT,
};

/** Knows two channels and remembers what it was asked to do. */
class FakeDispatcher implements Pick<Dispatcher, 'states' | 'test' | 'retryNow' | 'isSending'> {
  readonly tested: string[] = [];
  readonly retried: string[] = [];
  isSending = true;
  asksToWaitUntil: string | null = null;

  states(): ChannelHealthState[] {
    return [BROKEN, UNTRIED];
  }

  test(id: string): Promise<ChannelTestReport> {
    this.tested.push(id);
    return Promise.resolve(REPORT);
  }

  retryNow(id: string): void {
    if (!this.states().some((channel) => channel.id === id)) throw new Refusal('unknown-channel', { id });
    if (this.asksToWaitUntil !== null)
      throw new Refusal('channel-rate-limited', { id, untilAt: this.asksToWaitUntil });
    if (!this.isSending) throw new Refusal('not-leader');
    this.retried.push(id);
  }
}

describe('ChannelsController', () => {
  let store: FakeAlertStore;
  let dispatcher: FakeDispatcher;
  let api: ApiUnderTest;

  beforeEach(async () => {
    store = new FakeAlertStore();
    dispatcher = new FakeDispatcher();
    api = await ApiUnderTest.start({
      controllers: [ChannelsController],
      providers: [
        ChannelActions,
        AuditNotes,
        { provide: AlertReader, useValue: readerOver(store) },
        { provide: Dispatcher, useValue: dispatcher },
      ],
    });
  });
  afterEach(() => api.close());

  it('shows how each channel is, with what waits, what was given up and what was last sent', async () => {
    const deliveries = [
      deliveryOf({ id: idOf(11), state: 'delivered', settledAt: SENT_AT }),
      deliveryOf({ id: idOf(12), state: 'dead' }),
      deliveryOf({ id: idOf(13) }),
    ];
    await store.saveIncident({ incident: incidentOf(), deliveries });
    const { body } = await api.get<ChannelList>(PATH);
    expect(body.isLeader).toBe(true);
    expect(body.channels).toEqual([
      { ...BROKEN, waiting: 1, dead: 1, lastDeliveredAt: SENT_AT },
      { ...UNTRIED, waiting: 0, dead: 0, lastDeliveredAt: null },
    ]);
  });

  it('says that the store fails, while it does', async () => {
    store.isFailing = true;
    expect(await api.get(PATH)).toMatchObject({ status: 503, body: { code: 'store-failing' } });
  });

  it.each(['tests', 'retries'])('refuses %s while the store fails, and sends nothing', async (action) => {
    api.storeHealth.report('watch', 'failing');
    const { status, body } = await api.post<Problem>(`${PATH}/dev.discord/${action}`);
    expect([status, body.code]).toEqual([503, 'store-failing']);
    expect([dispatcher.tested, dispatcher.retried]).toEqual([[], []]);
  });

  it('tests a channel and reports what it said', async () => {
    expect(await api.post(`${PATH}/dev.discord/tests`)).toEqual({ status: 200, body: REPORT });
  });

  it('tests a channel once in a while, and another one meanwhile', async () => {
    await api.post(`${PATH}/dev.discord/tests`);
    const again = await api.post<Problem>(`${PATH}/dev.discord/tests`);
    expect(again).toMatchObject({ status: 429, body: { code: 'too-soon' } });
    await api.post(`${PATH}/prod.discord/tests`);
    expect(dispatcher.tested).toEqual(['dev.discord', 'prod.discord']);
  });

  it('tries a channel again when somebody asks for it', async () => {
    expect((await api.post(`${PATH}/dev.discord/retries`)).status).toBe(202);
    expect(dispatcher.retried).toEqual(['dev.discord']);
  });

  it('says until when a channel asked to be left alone', async () => {
    dispatcher.asksToWaitUntil = '2026-10-02T10:41:57.120Z';
    expect(await api.post<Problem>(`${PATH}/dev.discord/retries`)).toMatchObject({
      status: 409,
      body: {
        code: 'channel-rate-limited',
        params: { id: 'dev.discord', untilAt: '2026-10-02T10:41:57.120Z' },
      },
    });
  });

  it('says that another console sends, where that is so', async () => {
    dispatcher.isSending = false;
    expect((await api.get<ChannelList>(PATH)).body.isLeader).toBe(false);
    expect(await api.post<Problem>(`${PATH}/dev.discord/retries`)).toMatchObject({
      status: 409,
      body: { code: 'not-leader' },
    });
  });

  it.each(['tests', 'retries'])('answers %s of a channel that there is not with a 404', async (action) => {
    const { status, body } = await api.post<Problem>(`${PATH}/dev.slack/${action}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'unknown-channel', params: { id: 'dev.slack' } });
  });
});
