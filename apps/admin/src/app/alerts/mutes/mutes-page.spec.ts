import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Mute, ServiceDetail } from '@envscope/contracts/index.js';
import { textOf } from '../../testing/service-bench';
import { prepareBench } from '../../testing/alert-bench';
import { MutesPage } from './mutes-page';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const mute = (changes: Partial<Mute> = {}): Mute => ({
  id: '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4',
  kind: 'maintenance',
  scope: { environment: 'prod', service: null, target: null },
  startsAt: inHours(-1),
  endsAt: inHours(1),
  reason: 'Deployment 42',
  createdBy: 'CI',
  createdAt: inHours(-1),
  ended: null,
  ...changes,
});

const SERVICE_URL = 'api/internal/environments/dev/services/endpoints';

/** Endpoints of which there is one. */
const SERVICE_DETAIL: ServiceDetail = {
  environment: 'dev',
  service: 'endpoints',
  status: 'up',
  since: null,
  observedAt: null,
  snapshotAt: null,
  isStale: false,
  staleAfterMs: 90_000,
  isChecking: false,
  counts: { up: 1, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 },
  attention: [],
  snapshot: null,
  results: [
    {
      status: 'up',
      target: 'shop',
      checkedAt: new Date().toISOString(),
      latencyMs: 12,
      measurements: {},
      reason: null,
    },
  ],
  staleTargets: [],
  locations: [],
  measurements: [],
};

describe('MutesPage', () => {
  let fixture: ComponentFixture<MutesPage>;
  let configuration: Awaited<ReturnType<typeof prepareBench>>['configuration'];

  const host = () => fixture.nativeElement as HTMLElement;
  const http = () => TestBed.inject(HttpTestingController);
  const button = (name: string) => {
    const found = [...host().querySelectorAll('button')].find((one) => textOf(one) === name);
    if (!found) throw new Error(`No button "${name}"`);
    return found;
  };
  const control = (label: string) => {
    const field = [...host().querySelectorAll('app-field')].find((one) => textOf(one).startsWith(label));
    const found = field?.querySelector<HTMLInputElement>('input, select');
    if (!found) throw new Error(`No field "${label}"`);
    return found;
  };

  async function show(
    mutes: Mute[],
    inputs: Record<string, string> = {},
    nextCursor: string | null = null,
  ): Promise<void> {
    fixture = TestBed.createComponent(MutesPage);
    Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
    TestBed.tick();
    http().expectOne('api/internal/mutes').flush({ mutes, nextCursor });
    TestBed.tick();
    if (inputs['service']) http().expectOne(SERVICE_URL).flush(SERVICE_DETAIL);
    await fixture.whenStable();
  }

  async function press(name: string): Promise<void> {
    button(name).click();
    await fixture.whenStable();
  }

  function enter(label: string, value: string): void {
    const element = control(label);
    element.value = value;
    element.dispatchEvent(new Event(element.matches('select') ? 'change' : 'input'));
  }

  function choose(text: string): void {
    const label = [...host().querySelectorAll('label')].find((one) => textOf(one) === text);
    label?.querySelector('input')?.click();
  }

  beforeEach(async () => {
    ({ configuration } = await prepareBench());
  });

  it('shows what is muted now, then what is planned, then what is over', async () => {
    await show([
      mute({ reason: 'past', startsAt: inHours(-3), endsAt: inHours(-2) }),
      mute({ reason: 'next', startsAt: inHours(2), endsAt: inHours(3) }),
      mute({ reason: 'now', endsAt: null }),
    ]);
    const groups = [...host().querySelectorAll('.group')].map((group) => [
      textOf(group.querySelector('h2')),
      textOf(group.querySelector('.what p:nth-child(2)')),
    ]);
    expect(groups).toEqual([
      ['Active', 'now'],
      ['Planned', 'next'],
      ['Ended', 'past'],
    ]);
    expect(textOf(host().querySelector('app-mute-item'))).toContain('until ended');
  });

  it('shows older ones on demand, below those that it has', async () => {
    const first = mute({ reason: 'newer', endsAt: null });
    await show([first], {}, first.id);
    button('Show older').click();
    TestBed.tick();
    http()
      .expectOne('api/internal/mutes')
      .flush({ mutes: [first], nextCursor: first.id });
    const older = mute({ id: '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e5', reason: 'older', endsAt: null });
    http()
      .expectOne(`api/internal/mutes?cursor=${first.id}`)
      .flush({ mutes: [older], nextCursor: null });
    await fixture.whenStable();
    expect([...host().querySelectorAll('app-mute-item')]).toHaveLength(2);
    expect(textOf(host())).not.toContain('Show older');
  });

  it('says what will be here where nothing is muted', async () => {
    await show([]);
    expect(textOf(host().querySelector('.empty'))).toContain('No mutes');
  });

  it('mutes an environment in a person’s name', async () => {
    await show([]);
    await press('Mute');
    choose('Production');
    choose('30 min');
    enter('Reason', 'Deployment');
    host()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await Promise.resolve();
    const { request } = http().expectOne({ method: 'POST', url: 'api/internal/mutes' });
    expect(request.body).toMatchObject({
      kind: 'maintenance',
      scope: { environment: 'prod', service: null, target: null },
      startsAt: null,
      by: 'Minji',
    });
  });

  it('begins with what somebody came to mute', async () => {
    await show([], { environment: 'dev' });
    expect(host().querySelector<HTMLInputElement>('input[value=dev]')?.checked).toBe(true);
  });

  it('warns of a target that is not there, and mutes it all the same', async () => {
    await show([], { environment: 'dev', service: 'endpoints', target: 'shpo' });
    expect(textOf(host().querySelector('app-notice'))).toContain('No target is named “shpo” now');
    expect(control('Target').value).toBe('shpo');
    enter('Reason', 'Before it is deployed');
    host()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await Promise.resolve();
    const { request } = http().expectOne({ method: 'POST', url: 'api/internal/mutes' });
    expect(request.body).toMatchObject({ scope: { service: 'endpoints', target: 'shpo' } });
  });

  it('keeps what was written when the console’s configuration is read anew', async () => {
    await show([]);
    await press('Mute');
    enter('Reason', 'Half a sentence');
    configuration.environments.update((environments) => [...environments]);
    await fixture.whenStable();
    expect(control('Reason').value).toBe('Half a sentence');
  });

  it('offers no endless silence', async () => {
    await show([]);
    await press('Mute');
    choose('Until I end it');
    await fixture.whenStable();
    choose('Silence');
    await fixture.whenStable();
    expect(textOf(host().querySelector('form'))).not.toContain('Until I end it');
    expect(host().querySelector<HTMLInputElement>('input[value="60"]')?.checked).toBe(true);
  });

  it('ends one in a person’s name', async () => {
    await show([mute()]);
    await press('End now');
    const request = http().expectOne('api/internal/mutes/019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4/end');
    expect(request.request.body).toEqual({ by: 'Minji' });
  });
});
