import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench } from '../testing/alert-bench';
import { textOf } from '../testing/service-bench';
import { addressFilter } from '../resources/address-filter';
import { FilterBar, type FilterChoice } from './filter-bar';

interface Filter {
  readonly environment?: string | undefined;
  readonly channel?: string | undefined;
}

@Component({
  imports: [FilterBar],
  template: '<app-filter-bar [filter]="filter" [choices]="choices">also this</app-filter-bar>',
})
class Host {
  readonly filter = addressFilter<Filter>(['environment', 'channel'], (written) => written, {
    channel: 'environment',
  });
  readonly choices: readonly FilterChoice<keyof Filter>[] = [
    {
      name: 'channel',
      label: 'Channel',
      all: 'All channels',
      options: [{ value: 'discord', text: 'Discord' }],
    },
  ];
}

describe('FilterBar', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    await prepareBench();
    await TestBed.inject(Router).navigateByUrl('/?pages=3&sort=name');
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  const bar = () => (fixture.nativeElement as HTMLElement).querySelector('app-filter-bar');
  const list = (label: string) => bar()?.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
  const choose = async (label: string, value: string) => {
    const select = list(label);
    if (!select) throw new Error(`No list "${label}"`);
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };

  it('offers every environment first, then the choices of the list, each with all', () => {
    expect(bar()?.getAttribute('role')).toBe('search');
    const lists = [...(bar()?.querySelectorAll('select') ?? [])];
    expect(lists.map((select) => [...select.options].map(({ text }) => text.trim()))).toEqual([
      ['All environments', 'Development', 'Production'],
      ['All channels', 'Discord'],
    ]);
    expect(textOf(bar())).toContain('also this');
    expect(bar()?.querySelector('button')).toBeNull();
  });

  it('keeps what is chosen in the address, and forgets what belongs to another environment', async () => {
    await choose('Channel', 'discord');
    expect(TestBed.inject(Router).url).toBe('/?sort=name&channel=discord');
    await choose('Environment', 'prod');
    expect(TestBed.inject(Router).url).toBe('/?sort=name&environment=prod');
    expect(list('Environment')?.value).toBe('prod');
  });

  it('has a way back to all, after which the keyboard goes on at the first choice', async () => {
    await choose('Environment', 'prod');
    const button = bar()?.querySelector('button');
    button?.focus();
    button?.click();
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/?sort=name');
    expect(bar()?.querySelector('button')).toBeNull();
    expect(document.activeElement).toBe(list('Environment'));
  });
});
