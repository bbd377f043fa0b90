import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ChannelState } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { textOf } from '../../testing/service-bench';
import { prepareBench } from '../../testing/alert-bench';
import { channel } from './channel.fixture';
import { ChannelsPage } from './channels-page';

const BROKEN = channel({
  health: 'broken',
  reason: {
    code: 'webhook-gone',
    params: { httpStatus: 404, channelCode: 10015, channelMessage: 'Unknown Webhook' },
  },
  waiting: 3,
  dead: 2,
});

describe('ChannelsPage', () => {
  let fixture: ComponentFixture<ChannelsPage>;
  let configuration: Awaited<ReturnType<typeof prepareBench>>['configuration'];

  const host = () => fixture.nativeElement as HTMLElement;
  const section = (name: string) =>
    [...host().querySelectorAll('section')].find((one) => textOf(one.querySelector('h2')) === name);

  let isLeader = true;

  async function show(...channels: ChannelState[]): Promise<void> {
    fixture = TestBed.createComponent(ChannelsPage);
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne('api/internal/channels').flush({ channels, isLeader });
    await fixture.whenStable();
  }

  beforeEach(async () => {
    isLeader = true;
    ({ configuration } = await prepareBench());
  });

  it('shows each channel in its environment', async () => {
    await show(
      channel(),
      channel({
        id: 'prod.discord.critical',
        route: { severities: ['critical'], services: null },
        label: '#oncall',
      }),
    );
    const names = [...(section('Production')?.querySelectorAll('h3') ?? [])].map(textOf);
    expect(names).toEqual(['Discord #alerts-prod', 'Discord (Critical) #oncall']);
  });

  it('names the variables that give an environment its channel', async () => {
    await show(channel());
    expect(textOf(section('Development'))).toContain('DISCORD_WEBHOOK_URL_DEV');
    expect(textOf(section('Development'))).toContain('ALERT_WEBHOOK_SECRET_DEV');
  });

  it('says what is wrong with a broken channel, what to do, and what waits for it', async () => {
    await show(BROKEN);
    const text = textOf(section('Production'));
    expect(text).toContain('Broken');
    expect(text).toContain(
      'The webhook no longer exists Create a new webhook and set its URL. HTTP 404 · 10015',
    );
    const links = [...(section('Production')?.querySelectorAll('dd a') ?? [])].map((a) =>
      a.getAttribute('href'),
    );
    expect(links).toEqual([
      '/deliveries?channel=prod.discord&state=queued',
      '/deliveries?channel=prod.discord&state=dead',
    ]);
  });

  it('tries a broken channel again, and offers that only there', async () => {
    await show(channel({ id: 'dev.discord', environment: 'dev' }), BROKEN);
    expect(textOf(section('Development'))).not.toContain('Retry now');
    const retry = [...(section('Production')?.querySelectorAll('button') ?? [])].find(
      (button) => textOf(button) === 'Retry now',
    );
    retry?.click();
    TestBed.inject(HttpTestingController)
      .expectOne({ method: 'POST', url: 'api/internal/channels/prod.discord/retries' })
      .flush(null, { status: 202, statusText: 'Accepted' });
    await fixture.whenStable();
    expect(textOf(section('Production'))).toContain('Retrying…');
  });

  it('offers no attempt while the channel wants to be left alone, and says so', async () => {
    const reason = { code: 'rate-limited', params: { httpStatus: 429 } } as const;
    const later = '2126-11-23T06:00:00.000Z';
    await show(channel({ health: 'limited', reason, askedToWaitUntil: later, nextAttemptAt: later }));
    expect(textOf(section('Production'))).toContain('an earlier attempt could get the console blocked');
    expect(textOf(section('Production'))).not.toContain('Retry now');
  });

  it('offers an attempt where the wait is the console’s own', async () => {
    await show(channel({ health: 'limited', reason: { code: 'rate-limited', params: { httpStatus: 429 } } }));
    expect(textOf(section('Production'))).toContain('Retry now');
  });

  it('says that another console sends, and offers no attempt', async () => {
    isLeader = false;
    await show(BROKEN);
    expect(textOf(host())).toContain('Another console is the leader');
    expect(textOf(host())).not.toContain('Retry now');
  });

  it('warns of alerts that go astray right at the environments concerned', async () => {
    configuration.warnings.set([
      {
        code: 'channel-shared',
        service: null,
        channel: 'discord',
        environments: ['prod', 'staging'],
        variables: ['DISCORD_WEBHOOK_URL_PROD', 'DISCORD_WEBHOOK_URL_STAGING'],
        params: { channelId: '17' },
      },
    ]);
    await show(channel());
    expect(textOf(section('Production')?.querySelector('app-notice'))).toContain(
      'Notifications of Production and staging arrive in one Discord channel.',
    );
    expect(section('Development')?.querySelector('app-notice')).toBeNull();
  });
});
