import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type {
  Figure,
  ServiceCard,
  ServiceConfig,
  ServiceDetail,
  ServiceKind,
  Snapshot,
} from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { OPEN_STREAM } from '../live/open-stream';
import { PLOT_LIBRARY } from '../ui/charts/chart';

const NAMES: Readonly<Record<string, { ko: string; en: string }>> = {
  dev: { ko: '개발', en: 'Development' },
  prod: { ko: '운영', en: 'Production' },
};

/** What services call for attention at, as their manifests say. */
const LIMITS: Readonly<Record<string, Figure['limit']>> = {
  certificateDaysLeft: { condition: 'less_than', threshold: 14 },
  evictedPerMinute: { condition: 'greater_than', threshold: 0 },
  memoryUsedRatio: { condition: 'greater_than', threshold: 0.9 },
};

const CONFIGURATION: Pick<Configuration, 'figure'> & { environment: (id: string) => unknown } = {
  environment: (id) => NAMES[id] && { name: NAMES[id] },
  figure: (_service, measurement) => ({
    measurement,
    unit: 'count',
    maximum: null,
    limit: LIMITS[measurement] ?? null,
  }),
};

/** Where specs show the parts of services: in English, with two named environments, without a server. */
export async function prepareBench(): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      provideWords(),
      provideRouter([]),
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: PLOT_LIBRARY, useValue: () => Promise.resolve(null) },
      { provide: OPEN_STREAM, useValue: () => () => undefined },
      { provide: Configuration, useValue: CONFIGURATION },
    ],
  });
  await TestBed.inject(ApplicationInitStatus).donePromise;
}

/** Shows a component with these inputs. */
export async function show(
  component: Type<unknown>,
  inputs: Readonly<Record<string, unknown>>,
): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(component);
  Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

/** Shows a service's card of a snapshot whose lists were cut by `omitted`. */
export function showCard(
  component: Type<unknown>,
  service: ServiceKind,
  snapshot: Snapshot | null,
  omitted: Readonly<Record<string, number>> = {},
): Promise<HTMLElement> {
  const card: ServiceCard = {
    ...stateOf(service),
    snapshot,
    omitted: { ...omitted },
    measurements: {},
    sparkline: null,
  };
  return show(component, { card, config: configOf(service), environment: 'staging' });
}

/** Shows a service's part of its page. */
export function showDetail(
  component: Type<unknown>,
  service: ServiceKind,
  snapshot: Snapshot | null,
): Promise<HTMLElement> {
  const detail: ServiceDetail = {
    ...stateOf(service),
    environment: 'staging',
    snapshot,
    results: [],
    measurements: [],
  };
  return show(component, { detail, config: configOf(service), environment: 'staging' });
}

/** What a person reads: the words of all elements, each apart from the next. */
export function textOf(element: Element | null | undefined): string {
  if (!element) return '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The value under a label of a definition list, with what a screen reader adds. */
export function valueOf(host: HTMLElement, label: string): string {
  const term = [...host.querySelectorAll('dt')].find((dt) => textOf(dt) === label);
  if (!term) throw new Error(`No figure "${label}" in: ${textOf(host)}`);
  return textOf(term.nextElementSibling);
}

/** The cells of a table's rows. */
export function rowsOf(host: HTMLElement): string[][] {
  return [...host.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map(textOf));
}

function stateOf(service: ServiceKind) {
  return {
    service,
    status: 'up' as const,
    since: null,
    observedAt: '2026-11-23T07:00:00.000Z',
    isStale: false,
    staleAfterMs: 90_000,
    isChecking: false,
    counts: { up: 1, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 },
    attention: [],
  };
}

function configOf(service: ServiceKind): ServiceConfig {
  return {
    service,
    isConfigured: true,
    credential: 'own',
    missing: [],
    settings: {},
    vendorUrl: null,
    isSandbox: false,
    intervalMs: 30_000,
  };
}
