import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Delivery, DeliveryPage } from '@envscope/contracts/index.js';
import { Words } from '../../language/words';
import { BURST_MS } from '../../live/reload-on-events';
import { textOf } from '../../testing/service-bench';
import { incidentSummary } from '../incidents/incident.fixture';
import { prepareBench } from '../../testing/alert-bench';
import { delivery as deliveryOf } from '../incidents/delivery.fixture';
import { DeliveriesPage } from './deliveries-page';

const INCIDENT = '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4';

const delivery = (number: number, changes: Partial<Delivery> = {}): Delivery =>
  deliveryOf({ id: `019ab001-7a3e-7bb1-9a38-00000000000${number}`, incidentId: INCIDENT, ...changes });

const DEAD = delivery(1, {
  state: 'dead',
  deathCause: 'refused',
  attemptCount: 1,
  attempts: [
    {
      at: '2026-11-23T06:00:01.000Z',
      verb: 'post',
      outcome: 'broken',
      tookMs: 120,
      reason: {
        code: 'webhook-gone',
        params: { httpStatus: 404, channelCode: 10015, channelMessage: 'Unknown Webhook' },
      },
    },
  ],
});

describe('DeliveriesPage', () => {
  let fixture: ComponentFixture<DeliveriesPage>;
  let stream: Awaited<ReturnType<typeof prepareBench>>['stream'];

  const host = () => fixture.nativeElement as HTMLElement;
  const log = () =>
    TestBed.inject(HttpTestingController).expectOne(({ url }) => url === 'api/internal/deliveries');
  const rows = () => [...host().querySelectorAll('app-delivery-row')];

  async function show(page: Partial<DeliveryPage>, queryParams: Record<string, string> = {}): Promise<void> {
    await TestBed.inject(Router).navigate([], { queryParams });
    fixture = TestBed.createComponent(DeliveriesPage);
    TestBed.tick();
    const http = TestBed.inject(HttpTestingController);
    http.expectOne('api/internal/channels').flush({ channels: [] });
    http
      .expectOne(({ url }) => url === 'api/internal/incidents')
      .flush({
        incidents: [incidentSummary({ id: INCIDENT })],
        nextCursor: null,
        unresolved: { open: 1, acknowledged: 0 },
      });
    await answer(page);
  }

  async function answer(page: Partial<DeliveryPage>): Promise<void> {
    log().flush({ deliveries: [], nextCursor: null, counts: { waiting: 0, dead: 0 }, ...page });
    await fixture.whenStable();
  }

  function press(name: string): void {
    const button = [...host().querySelectorAll('button')].find((one) => textOf(one) === name);
    if (!button) throw new Error(`No button "${name}"`);
    button.click();
    TestBed.tick();
  }

  beforeEach(async () => {
    ({ stream } = await prepareBench());
    await TestBed.inject(Words).loadPart('incidents');
  });

  it('says what will be here before anything was sent', async () => {
    await show({});
    expect(textOf(host().querySelector('.empty'))).toContain('No notifications yet');
  });

  it('says why a dead letter died, in the words of Discord', async () => {
    await show({ deliveries: [DEAD], counts: { waiting: 0, dead: 1 } });
    expect(textOf(rows()[0]?.querySelector('.why'))).toBe(
      'The channel rejects the message. The webhook no longer exists HTTP 404 · 10015 · “Unknown Webhook”',
    );
    expect(textOf(host().querySelector('app-dead-letters'))).toContain('1 dead letter');
  });

  it('sends one dead letter again', async () => {
    await show({ deliveries: [DEAD], counts: { waiting: 0, dead: 1 } });
    press('Send again');
    TestBed.inject(HttpTestingController)
      .expectOne({ method: 'POST', url: `api/internal/deliveries/${DEAD.id}/replay` })
      .flush({ replayed: 1 });
    await Promise.resolve();
    TestBed.tick();
    await answer({ deliveries: [delivery(1, { state: 'queued', settledAt: null })] });
    expect(textOf(rows()[0]?.querySelector('.state'))).toBe('Queued');
  });

  it('sends those of the environment shown again, once that is confirmed', async () => {
    await show({ deliveries: [DEAD], counts: { waiting: 0, dead: 3 } }, { environment: 'prod' });
    press('Send again for Production');
    await fixture.whenStable();
    host().querySelector<HTMLButtonElement>('app-confirm-button .final')?.click();
    const request = TestBed.inject(HttpTestingController).expectOne('api/internal/deliveries/replays');
    expect(request.request.body).toEqual({ environment: 'prod' });
  });

  it('marks a message that may be there twice, and one that is a digest', async () => {
    await show({ deliveries: [delivery(1, { isPossiblyRepeated: true, digestSize: 4 })] });
    const text = textOf(rows()[0]?.querySelector('.where'));
    expect(text).toContain('possible duplicate');
    expect(text).toContain('in a digest with 3 others');
  });

  it('goes on where the first page ended', async () => {
    await show({ deliveries: [delivery(2)], nextCursor: 'next' });
    press('Show older');
    log().flush({ deliveries: [delivery(2)], nextCursor: 'next', counts: { waiting: 0, dead: 0 } });
    const older = log();
    expect(older.request.params.get('cursor')).toBe('next');
    older.flush({ deliveries: [delivery(1)], nextCursor: null, counts: { waiting: 0, dead: 0 } });
    await fixture.whenStable();
    expect(rows()).toHaveLength(2);
    expect(textOf(host())).not.toContain('Show older');
  });

  it('names the incident whose notifications alone are shown', async () => {
    await show({}, { incident: INCIDENT });
    expect(textOf(host().querySelector('app-filter-bar .chip'))).toBe('Incident: Redis');
    press('Clear filters');
    await answer({});
    expect(host().querySelector('app-filter-bar .chip')).toBeNull();
  });

  it('asks for what the address filters by, and reads it anew when it changes', async () => {
    await show({ deliveries: [delivery(1, { state: 'queued' })] }, { environment: 'prod', state: 'queued' });
    jest.useFakeTimers();
    stream.alert({ topic: 'deliveries', environment: 'dev' });
    stream.alert({ topic: 'deliveries', environment: 'prod' });
    TestBed.tick();
    jest.advanceTimersByTime(BURST_MS);
    TestBed.tick();
    const request = log();
    expect(request.request.params.toString()).toBe('environment=prod&state=queued');
    jest.useRealTimers();
    request.flush({ deliveries: [], nextCursor: null, counts: { waiting: 0, dead: 0 } });
    await fixture.whenStable();
    expect(textOf(host().querySelector('.empty'))).toContain('No matching deliveries');
  });
});
