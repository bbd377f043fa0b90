import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { ChannelTestReport } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { textOf } from '../../testing/service-bench';
import { prepareBench } from '../../testing/alert-bench';
import { ChannelTest } from './channel-test';

const REPORT: ChannelTestReport = {
  isDelivered: false,
  reason: null,
  messageId: null,
  tookMs: 212,
  sentAt: '2026-11-23T07:00:00.000Z',
};

/** Presses the button, and answers as the API would. */
async function afterSending(answer: (request: TestRequest) => void) {
  const fixture = TestBed.createComponent(ChannelTest);
  fixture.componentRef.setInput('channel', 'staging.discord');
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const button = host.querySelector('button');
  button?.click();
  await fixture.whenStable();
  const isLockedWhileSending = button?.getAttribute('aria-disabled') === 'true';
  answer(TestBed.inject(HttpTestingController).expectOne('api/internal/channels/staging.discord/tests'));
  await fixture.whenStable();
  return {
    isLockedWhileSending,
    isLockedAfter: button?.getAttribute('aria-disabled') === 'true',
    outcome: host.querySelector('app-notice'),
  };
}

const said = async (report: Partial<ChannelTestReport>) =>
  textOf((await afterSending((request) => request.flush({ ...REPORT, ...report }))).outcome);

describe('ChannelTest', () => {
  beforeEach(async () => void (await prepareBench()));

  it('sends one message at a time', async () => {
    const { isLockedWhileSending, isLockedAfter } = await afterSending((request) => request.flush(REPORT));
    expect([isLockedWhileSending, isLockedAfter]).toEqual([true, false]);
  });

  it('says that a message was delivered', async () => {
    const { outcome } = await afterSending((request) =>
      request.flush({ ...REPORT, isDelivered: true, messageId: '129' }),
    );
    expect(textOf(outcome)).toBe('Delivered in 212 ms: message 129.');
    expect(outcome?.classList.contains('good')).toBe(true);
  });

  it('says that the webhook is gone, what to do, and what Discord said', async () => {
    const params = { httpStatus: 404, channelCode: 10015, channelMessage: 'Unknown Webhook' };
    expect(await said({ reason: { code: 'webhook-gone', params } })).toBe(
      'Not delivered after 212 ms: The webhook no longer exists. Create a new webhook and set its URL. HTTP 404 · 10015 · “Unknown Webhook”',
    );
  });

  it('says why no answer came', async () => {
    const reason = { code: 'timeout', params: { limitMs: 10_000 } } as const;
    expect(await said({ tookMs: 10_000, reason })).toBe(
      'Not delivered after 10 sec: Timed out after 10 sec.',
    );
  });

  it('says that the console itself was asked too often', async () => {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 429,
      code: 'too-soon',
      params: { retryAfterMs: 4_000 },
    };
    const { outcome } = await afterSending((request) =>
      request.flush(problem, { status: 429, statusText: 'Too Many Requests' }),
    );
    expect(textOf(outcome)).toContain('Try again in 4 sec');
    expect(outcome?.classList.contains('critical')).toBe(true);
  });
});
