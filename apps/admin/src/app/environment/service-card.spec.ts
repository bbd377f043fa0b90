import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { CheckStatus, ServiceCard as Card, ServiceConfig } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { Configuration } from '../configuration/configuration';
import {
  consoleConfig,
  downResult,
  environmentConfig,
  serviceCard,
  serviceConfig,
} from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { FakeStream } from '../live/stream.fixture';
import { nothingMuted } from '../testing/nothing-muted';
import { ServiceCard } from './service-card';

const MINUTES_AGO = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('ServiceCard', () => {
  beforeEach(async () => {
    const providers = [
      provideHttpClient(withInterceptors([nothingMuted])),
      provideHttpClientTesting(),
      provideRouter([]),
      provideWords(),
    ];
    TestBed.configureTestingModule({ providers: [...providers, new FakeStream().provider] });
    await TestBed.inject(Words).speak('en');
    TestBed.inject(Configuration);
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne(API.config).flush(consoleConfig());
  });

  async function show(
    config: Partial<ServiceConfig>,
    card?: Card,
    standing: CheckStatus = 'up',
  ): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(ServiceCard);
    fixture.componentRef.setInput('config', serviceConfig(config));
    fixture.componentRef.setInput('environment', 'prod');
    fixture.componentRef.setInput('card', card);
    fixture.componentRef.setInput('standing', standing);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('is an article that is named by its service and leads to its page', async () => {
    const card = await show({}, serviceCard());
    const heading = card.querySelector('h3');
    expect(card.getAttribute('role')).toBe('article');
    expect(card.getAttribute('aria-labelledby')).toBe(heading?.id);
    expect(heading?.textContent.trim()).toBe('Redis');
    expect(heading?.querySelector('a')?.getAttribute('href')).toBe('/environments/prod/services/redis');
  });

  it('says its status, since when, and how long ago it was checked', async () => {
    const card = await show({}, serviceCard());
    expect(card.querySelector('app-status-badge')?.textContent).toBe('Up');
    expect(card.querySelector('.when')?.textContent).toMatch(/for 2h\s*\ds ago/);
  });

  it('says of one that waits for its first check what the overview says', async () => {
    const card = await show({}, serviceCard({ status: 'unknown', observedAt: null, since: null }));
    expect(card.querySelector('app-status-badge')?.textContent).toBe('Waiting');
  });

  it('says why it is down, by name, and how many problems are not shown', async () => {
    const attention = ['a', 'b', 'c', 'd'].map((target) => downResult(target, { label: `shop ${target}` }));
    const counts = { ...serviceCard().counts, up: 0, down: 9 };
    const card = await show({}, serviceCard({ status: 'down', attention, counts }));
    const problems = [...card.querySelectorAll('app-attention li')].map((item) => item.textContent.trim());
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatch(/^shop a\s+Connection refused: nothing listens on that port$/);
    expect(problems[3]).toBe('6 more');
  });

  it('says what to set where, and of which form, where the service is not configured', async () => {
    const missing = [{ name: 'REDIS_URL_PROD', example: 'rediss://cache:6379' }];
    const card = await show({ isConfigured: false, credential: 'none', missing }, serviceCard());
    expect(card.querySelector('app-status-badge')?.textContent).toBe('Not configured');
    expect(card.querySelector('code')?.textContent).toBe('REDIS_URL_PROD=rediss://cache:6379');
    expect(card.querySelector('.how')?.textContent).toMatch(/\.env\.prod\.local .*restart/);
    expect(card.querySelector('app-copy-button button')?.textContent).toContain('Copy variables');
    expect(card.querySelector('.when')).toBeNull();
  });

  it('waits for the first check', async () => {
    const never = { status: 'unknown', observedAt: null, since: null } as const;
    const card = await show({}, serviceCard(never));
    expect(card.querySelector('[aria-busy=true]')?.textContent).toContain('Waiting for the first check');
  });

  it('says so where the server says nothing of a service', async () => {
    const card = await show({}, undefined);
    expect(card.textContent).toContain('The server does not report this service');
  });

  it('is marked as stale when no check has come for several intervals', async () => {
    const card = await show({}, serviceCard({ observedAt: MINUTES_AGO(5) }));
    expect(card.classList).toContain('stale');
    expect(card.querySelector('app-service-marks .chip')?.textContent).toContain('Stale');
  });

  it('is marked while its incident goes on though the last check was good', async () => {
    const card = await show({}, serviceCard(), 'down');
    expect(card.dataset['status']).toBe('up');
    expect(card.querySelector('.when app-recovering-mark')?.textContent.trim()).toBe('Recovering');
  });

  it('is marked when its figures are made up or its credential is not its own', async () => {
    const card = await show({ isSandbox: true, credential: 'shared' }, serviceCard());
    const marks = [...card.querySelectorAll('app-service-marks .chip')].map((mark) =>
      mark.textContent.trim(),
    );
    expect(marks).toEqual(['Sandbox', 'Shared credential']);
  });

  it('leaves it to the top bar where all figures are made up', async () => {
    const service = serviceConfig({ isSandbox: true });
    TestBed.inject(Configuration).resource.set(
      consoleConfig({ environments: [environmentConfig({ services: [service] })] }),
    );
    const card = await show({ isSandbox: true }, serviceCard());
    expect(card.querySelector('app-service-marks .chip')).toBeNull();
  });

  it('shows the recent history of what was measured', async () => {
    const sparkline = {
      measurement: 'latencyMs',
      from: MINUTES_AGO(3),
      stepMs: 60_000,
      values: [1, null, 12],
    };
    const card = await show({}, serviceCard({ sparkline }));
    expect(card.querySelector('app-sparkline svg')?.getAttribute('aria-label')).toBe(
      'Response time, recent history',
    );
    expect(card.querySelector('.history-latest')?.textContent).toBe('12 ms');
  });

  it('links to the vendor only where there is an address', async () => {
    const without = await show({}, serviceCard());
    const withOne = await show({ vendorUrl: 'https://vendor.test/' }, serviceCard());
    expect(without.querySelector('footer [target=_blank]')).toBeNull();
    expect(withOne.querySelector('footer [target=_blank]')?.getAttribute('href')).toBe(
      'https://vendor.test/',
    );
  });
});
