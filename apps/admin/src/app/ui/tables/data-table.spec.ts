import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Address } from '../../resources/address';
import { prepareBench, rowsOf, textOf, type } from '../../testing/service-bench';
import { Cell } from './cell';
import { DataTable } from './data-table';
import type { TableOf } from './table-of';

interface Row {
  readonly id: string;
  readonly keys: number | null;
  readonly at?: string;
}

const TABLE: TableOf<Row> = {
  key: ({ id }) => id,
  first: 3,
  search: { label: 'shell.detail.filter', texts: ({ id }) => [id] },
  isFaint: ({ keys }) => keys === 0,
  columns: [
    { label: 'shell.settings.host', value: ({ id }) => id, isSorted: true, isCode: true },
    {
      label: 'measurements.keys',
      value: ({ keys }) => keys,
      absent: 'services.redis.unread',
      shape: 'number',
      isSorted: true,
    },
    { label: 'services.sentry.lastSeen', at: ({ at }) => at ?? null, isSorted: true },
    { label: 'shell.settings.type', cell: 'drawn', isUnheaded: true },
  ],
};

@Component({
  imports: [Cell, DataTable],
  template: `
    <app-data-table [sort]="sort()" label="Hosts" empty="None" [table]="table" [rows]="rows()">
      <ng-template appCell="drawn" [appCellOf]="rows()" let-row
        ><em>{{ row.id }}!</em></ng-template
      >
    </app-data-table>
  `,
})
class Bench {
  protected readonly table = TABLE;
  readonly sort = signal<string | undefined>(undefined);
  readonly rows = signal<readonly Row[]>([
    { id: 'b', keys: 7, at: '2026-11-23T07:00:00.000Z' },
    { id: 'a', keys: null },
    { id: 'c', keys: 1_234, at: '2026-11-22T07:00:00.000Z' },
    { id: 'd', keys: 0 },
  ]);
}

async function show() {
  const fixture = TestBed.createComponent(Bench);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const press = async (name: string) => {
    [...host.querySelectorAll('button')].find((button) => textOf(button).startsWith(name))?.click();
    await fixture.whenStable();
  };
  return { fixture, host, press, names: () => rowsOf(host).map(([name]) => name) };
}

describe('DataTable', () => {
  beforeEach(prepareBench);

  it('writes values, says why one is absent, and draws what has a template', async () => {
    const { host } = await show();
    const [first, second, third] = rowsOf(host);
    expect(first?.slice(0, 2)).toEqual(['b', '7']);
    expect(second?.slice(0, 2)).toEqual(['a', '– The console cannot reach this server']);
    expect(third?.[1]).toBe('1,234');
    expect(third?.[3]).toBe('c!');
    expect(host.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-23T07:00:00.000Z');
    expect(host.querySelector('td code')?.textContent).toBe('b');
  });

  it('names each cell but the first for the phone, where there is no head', async () => {
    const { host } = await show();
    const labels = [...host.querySelectorAll('tbody tr:first-child td')].map((cell) =>
      cell.getAttribute('data-label'),
    );
    expect(labels).toEqual([null, 'Keys', 'Last seen', 'Type']);
  });

  it('sorts texts upwards first, numbers and moments downwards, what is not known last', async () => {
    const { press, names } = await show();
    await press('Show all');
    await press('Host');
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
    await press('Keys');
    expect(names()).toEqual(['c', 'b', 'd', 'a']);
    await press('Last seen');
    expect(names()).toEqual(['b', 'c', 'a', 'd']);
  });

  it('cuts a long table, sorted as a whole, until a person asks for all of it', async () => {
    const { press, names, host } = await show();
    expect(names()).toEqual(['b', 'a', 'c']);
    await press('Host');
    await press('Host');
    expect(names()).toEqual(['d', 'c', 'b']);
    expect(host.querySelector('tr.faint td')?.textContent).toContain('d');
    await press('Show all');
    expect(names()).toHaveLength(4);
    expect(textOf(host)).not.toContain('Show all');
  });

  it('keeps in the address that all rows are shown, where its order stands there', async () => {
    const { fixture, press, names } = await show();
    fixture.componentInstance.sort.set('slow-sort');
    await fixture.whenStable();
    await press('Show all');
    expect(TestBed.inject(Address).query()).toEqual({ 'slow-rows': 'all' });
    expect(names()).toHaveLength(4);
    await TestBed.inject(Router).navigateByUrl('/?slow-rows=some');
    await fixture.whenStable();
    expect(names()).toHaveLength(3);
    expect(TestBed.inject(Address).ignored()).toEqual([{ name: 'slow-rows', value: 'some' }]);
  });

  it('keeps its order in the address, where it is to', async () => {
    const { fixture, press, names } = await show();
    const router = TestBed.inject(Router);
    fixture.componentInstance.sort.set('order');
    await fixture.whenStable();
    await press('Host');
    await press('Host');
    expect(names()).toEqual(['d', 'c', 'b']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(router.url).toBe('/?order=-host');
    await router.navigateByUrl('/?order=host');
    await fixture.whenStable();
    expect(names()).toEqual(['a', 'b', 'c']);
    await router.navigateByUrl('/?order=-owner');
    await fixture.whenStable();
    expect(names()).toEqual(['b', 'a', 'c']);
    expect(TestBed.inject(Address).ignored()).toEqual([{ name: 'order', value: '-owner' }]);
  });

  it('is searched where rows are many, and offers a way back where nothing matches', async () => {
    const { fixture, host, press, names } = await show();
    expect(host.querySelector('input')).toBeNull();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'Last'];
    fixture.componentInstance.rows.set(ids.map((id) => ({ id, keys: null })));
    await fixture.whenStable();
    type(host.querySelector('input'), ' last');
    await fixture.whenStable();
    expect(names()).toEqual(['Last']);
    expect(textOf(host.querySelector('[role=status]'))).toBe('1 of 9');
    expect(TestBed.inject(Address).query()).toEqual({ find: ' last' });
    type(host.querySelector('input'), 'nothing like it');
    await fixture.whenStable();
    expect(textOf(host)).toContain('No matching results');
    await press('Clear filters');
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(document.activeElement).toBe(host.querySelector('input'));
  });

  it('says that there is nothing', async () => {
    const { fixture, host } = await show();
    fixture.componentInstance.rows.set([]);
    await fixture.whenStable();
    expect(textOf(host)).toBe('None');
  });
});
