import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, type } from '../../testing/service-bench';
import { ValueList } from './value-list';

async function show(values: readonly string[]) {
  const fixture = TestBed.createComponent(ValueList);
  fixture.componentRef.setInput('values', values);
  fixture.componentRef.setInput('label', 'Endpoints');
  await fixture.whenStable();
  return { fixture, host: fixture.nativeElement as HTMLElement };
}

describe('ValueList', () => {
  beforeEach(prepareBench);

  it('shows a few as they are', async () => {
    const { host } = await show(['one', 'two']);
    expect([...host.querySelectorAll('li')].map(textOf)).toEqual(['one', 'two']);
    expect(host.querySelector('button')).toBeNull();
  });

  it('shows many only when asked, and finds one among them', async () => {
    const { fixture, host } = await show(Array.from({ length: 1_000 }, (_, index) => `shop-${index}`));
    const button = host.querySelector('button');
    expect(textOf(host)).toBe('Show all 1,000');
    button?.click();
    await fixture.whenStable();
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(host.querySelectorAll('li')).toHaveLength(1_000);
    type(host.querySelector('input'), 'SHOP-99');
    await fixture.whenStable();
    expect(textOf(host.querySelector('[role=status]'))).toBe('11 of 1,000');
    button?.click();
    await fixture.whenStable();
    expect(host.querySelector('li')).toBeNull();
  });
});
