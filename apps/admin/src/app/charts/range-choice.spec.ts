import { Location } from '@angular/common';
import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Words } from '../language/words';
import { Address } from '../resources/address';
import { prepareBench, textOf } from '../testing/service-bench';
import { addressRange } from './address-range';
import { CopyLink } from './copy-link';
import { RangeChoice } from './range-choice';

@Component({
  imports: [CopyLink, RangeChoice],
  template: `
    <app-range-choice [range]="time.range()" (rangeChange)="time.set($event)" />
    <app-copy-link [fromMs]="shown().fromMs" [toMs]="shown().toMs" [chosen]="{ target: 'orders' }" />
  `,
})
class Bench {
  readonly time = addressRange('1h');
  readonly shown = signal({ fromMs: Date.UTC(2026, 10, 23, 2), toMs: Date.UTC(2026, 10, 23, 4) });
  readonly address = inject(Address);
}

describe('RangeChoice', () => {
  beforeEach(async () => {
    await prepareBench();
    await TestBed.inject(Words).loadPart('charts');
  });

  async function show(url = '/') {
    await TestBed.inject(Router).navigateByUrl(url);
    const fixture = TestBed.createComponent(Bench);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const settle = async () => {
      await fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    };
    const choose = async (value: string) => {
      host.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
      await settle();
    };
    const enter = async (...moments: string[]) => {
      host.querySelectorAll<HTMLInputElement>('input[type=datetime-local]').forEach((input, index) => {
        input.value = moments[index] ?? '';
        input.dispatchEvent(new Event('input'));
      });
      host.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await settle();
    };
    return { host, choose, enter, bench: fixture.componentInstance };
  }

  it('chooses the last hours, and the standard without a word in the address', async () => {
    const { choose } = await show();
    await choose('6h');
    expect(TestBed.inject(Location).path()).toBe('?range=6h');
    await choose('1h');
    expect(TestBed.inject(Location).path()).toBe('');
  });

  it('takes two moments of the reader’s own time', async () => {
    const { host, choose, enter, bench } = await show('/?range=6h');
    await choose('own');
    expect(bench.time.range()).toEqual({ kind: 'last', name: '6h' });
    await enter('2026-11-23T02:00', '2026-11-23T04:00');
    const from = new Date('2026-11-23T02:00').toISOString();
    const to = new Date('2026-11-23T04:00').toISOString();
    expect(bench.address.query()).toEqual({ from, to });
    expect(textOf(host)).toContain('Your local time');
  });

  it('says what is wrong with two moments, and shows what it showed', async () => {
    const { host, choose, enter, bench } = await show();
    await choose('own');
    await enter('2026-11-23T04:00', '2026-11-23T02:00');
    expect(textOf(host.querySelector('form p'))).toBe('The period ends before it starts.');
    expect(bench.address.query()).toEqual({});
  });

  it('ignores a range that is none, and names it', async () => {
    const { bench } = await show('/?range=5h&from=yesterday');
    expect(bench.time.range()).toEqual({ kind: 'last', name: '1h' });
    expect(bench.address.ignored().map(({ name }) => name)).toEqual(['range', 'from']);
  });

  it('copies a link to the time that is shown', async () => {
    const copied: string[] = [];
    const writeText = (text: string) => Promise.resolve(void copied.push(text));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    const { host } = await show('/?range=6h&measurement=keys');
    host.querySelector<HTMLButtonElement>('app-copy-link button')?.click();
    await new Promise((resolve) => setTimeout(resolve));
    const { searchParams, origin } = new URL(copied[0] ?? '');
    expect(origin).toBe(location.origin);
    expect(Object.fromEntries(searchParams)).toEqual({
      measurement: 'keys',
      target: 'orders',
      from: '2026-11-23T02:00:00.000Z',
      to: '2026-11-23T04:00:00.000Z',
    });
  });
});
