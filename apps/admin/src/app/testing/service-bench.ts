import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Figure } from '@envscope/contracts/index.js';
import { MarksSource } from '../marks/marks-source';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { OPEN_STREAM } from '../live/open-stream';
import { nothingMuted } from './nothing-muted';
import { PLOT_LIBRARY } from '../ui/charts/chart';

const NAMES: Readonly<Record<string, string>> = { dev: 'Development', prod: 'Production' };

/** What services call for attention at, as their manifests say. */
const LIMITS: Readonly<Record<string, Figure['limit']>> = {
  certificateDaysLeft: { condition: 'less_than', threshold: 14 },
  evictedPerMinute: { condition: 'greater_than', threshold: 0 },
  memoryUsedRatio: { condition: 'greater_than', threshold: 0.9 },
};

const CONFIGURATION: Pick<Configuration, 'figure' | 'nameOf' | 'paintOf'> = {
  paintOf: () => undefined,
  nameOf: (id) => NAMES[id] ?? id,
  figure: (_service, measurement) => ({
    measurement,
    unit: 'count',
    maximum: null,
    isOfParts: false,
    limit: LIMITS[measurement] ?? null,
  }),
};

/** Charts mark nothing, without asking. */
const NO_MARKS: Pick<MarksSource, 'of'> = {
  of: () => ({ marks: signal([]), isCut: signal(false), hasFailed: signal(false) }),
};

/** Where specs show the parts of services: in English, with two named environments, without a server. */
export async function prepareBench(): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      provideWords(),
      provideRouter([]),
      provideHttpClient(withInterceptors([nothingMuted])),
      provideHttpClientTesting(),
      { provide: PLOT_LIBRARY, useValue: () => Promise.resolve(null) },
      { provide: OPEN_STREAM, useValue: () => () => undefined },
      { provide: Configuration, useValue: CONFIGURATION },
      { provide: MarksSource, useValue: NO_MARKS },
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

/** Types into a field. */
export function type(field: HTMLInputElement | null, text: string): void {
  if (!field) throw new Error('No field to type into');
  field.value = text;
  field.dispatchEvent(new Event('input'));
}

/** The cells of a table's rows. */
export function rowsOf(host: HTMLElement): string[][] {
  return [...host.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map(textOf));
}
