import { Injector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Location } from '@angular/common';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Address } from './address';
import { addressFilter } from './address-filter';
import { addressChoice, addressText } from './address-value';

interface Filter {
  readonly state?: string | undefined;
  readonly name?: string | undefined;
}

describe('Address', () => {
  let router: Router;
  let address: Address;

  const inContext = <T>(make: () => T): T => runInInjectionContext(TestBed.inject(Injector), make);
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    router = TestBed.inject(Router);
    router.initialNavigation();
    address = TestBed.inject(Address);
  });

  it('has what the browser shows, the last of several values', async () => {
    await router.navigateByUrl('/?range=6h&range=1h&sort=name');
    expect(address.query()).toEqual({ range: '1h', sort: 'name' });
  });

  it('has a change at once, and two at a time become one', async () => {
    address.change({ range: '6h' });
    address.change({ sort: 'name' });
    expect(address.query()).toEqual({ range: '6h', sort: 'name' });
    await settle();
    expect(router.url).toBe('/?range=6h&sort=name');
  });

  it('is gone back through, but not through every letter', async () => {
    address.change({ range: '6h' });
    await settle();
    for (const text of ['r', 're', 'red']) {
      address.change({ find: text }, { isTyped: true });
      await settle();
    }
    address.change({ range: '24h' });
    await settle();
    TestBed.inject(Location).back();
    await settle();
    expect(address.query()).toEqual({ range: '6h', find: 'red' });
  });

  it('leaves out a standard value', async () => {
    const range = inContext(() =>
      addressChoice(
        'range',
        () => ['1h', '6h'],
        () => '1h',
      ),
    );
    range.set('6h');
    await settle();
    expect(router.url).toBe('/?range=6h');
    range.set('1h');
    await settle();
    expect(router.url).toBe('/');
    expect(range()).toBe('1h');
  });

  it('ignores what cannot be, and says so', async () => {
    const options = signal(['1h', '6h']);
    const range = inContext(() => addressChoice('range', options, () => '1h'));
    await router.navigateByUrl('/?range=9h&other=1');
    expect(range()).toBe('1h');
    expect(address.ignored()).toEqual([{ name: 'range', value: '9h' }]);
    options.set(['9h']);
    expect(range()).toBe('9h');
    expect(address.ignored()).toEqual([]);
  });

  it('keeps what is searched for', async () => {
    const text = inContext(() => addressText('find'));
    text.set('red is');
    expect(text()).toBe('red is');
    await settle();
    expect(router.url).toBe('/?find=red%20is');
  });

  it('begins at the first page where another filter is chosen, and ignores what no filter is', async () => {
    const filter = inContext(() =>
      addressFilter<Filter>(['state', 'name'], ({ state, name }) => ({
        state: state === 'open' ? state : undefined,
        name,
      })),
    );
    await router.navigateByUrl('/?state=lost&pages=3&open-pages=2&sort=name');
    expect(filter.filter()).toEqual({ state: undefined, name: undefined });
    expect(address.ignored()).toEqual([{ name: 'state', value: 'lost' }]);
    filter.choose('state', 'open');
    await settle();
    expect(address.query()).toEqual({ state: 'open', sort: 'name' });
    filter.clear();
    await settle();
    expect(address.query()).toEqual({ sort: 'name' });
    expect(filter.isSet()).toBe(false);
  });
});
