import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DiscordTestReport } from '@envscope/contracts/index.js';
import { prepareBench, textOf } from '../bench';
import { DiscordTest } from './discord-test';

const REPORT: DiscordTestReport = {
  isDelivered: false,
  reason: null,
  messageId: null,
  channelId: null,
  httpStatus: null,
  discordCode: null,
  discordMessage: null,
  retryAfterMs: null,
  latencyMs: 212,
  sentAt: '2026-11-23T07:00:00.000Z',
};

/** Presses the button, and answers as the API would. */
async function afterSending(answer: (request: ReturnType<HttpTestingController['expectOne']>) => void) {
  const fixture = TestBed.createComponent(DiscordTest);
  fixture.componentRef.setInput('environment', 'staging');
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const button = host.querySelector('button');
  button?.click();
  await fixture.whenStable();
  const isLockedWhileSending = button?.disabled;
  answer(TestBed.inject(HttpTestingController).expectOne('/api/internal/environments/staging/discord/test'));
  await fixture.whenStable();
  return { isLockedWhileSending, isLockedAfter: button?.disabled, outcome: host.querySelector('app-notice') };
}

const said = async (report: Partial<DiscordTestReport>) =>
  textOf((await afterSending((request) => request.flush({ ...REPORT, ...report }))).outcome);

describe('DiscordTest', () => {
  beforeEach(prepareBench);

  it('sends one message at a time', async () => {
    const { isLockedWhileSending, isLockedAfter } = await afterSending((request) => request.flush(REPORT));
    expect([isLockedWhileSending, isLockedAfter]).toEqual([true, false]);
  });

  it('says where a delivered message is', async () => {
    const { outcome } = await afterSending((request) =>
      request.flush({ ...REPORT, isDelivered: true, httpStatus: 200, messageId: '129', channelId: '116' }),
    );
    expect(textOf(outcome)).toBe('Delivered to channel 116 in 212 ms: message 129.');
    expect(outcome?.classList.contains('good')).toBe(true);
  });

  it('says that the webhook is gone', async () => {
    expect(await said({ httpStatus: 404, discordCode: 10015, discordMessage: 'Unknown Webhook' })).toBe(
      'Discord no longer knows this webhook (404, code 10015). Make a new one and set its URL. Discord says: “Unknown Webhook”',
    );
  });

  it('says that the token is wrong', async () => {
    expect(await said({ httpStatus: 401, discordCode: 50027 })).toContain('token (401, code 50027)');
  });

  it('says when to try again', async () => {
    const text = await said({ httpStatus: 429, retryAfterMs: 12_500 });
    expect(text).toContain('(429)');
    expect(text).toContain('in 13 sec, at');
    expect(text).toMatch(/:12 /);
  });

  it('says that Discord has trouble', async () => {
    expect(await said({ httpStatus: 503 })).toContain('Discord itself has trouble (HTTP 503)');
  });

  it('says why no answer came', async () => {
    expect(await said({ latencyMs: 10_000, reason: { code: 'timeout', params: { limitMs: 10_000 } } })).toBe(
      'No answer from Discord after 10 sec: No answer in time (limit 10 sec)',
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
