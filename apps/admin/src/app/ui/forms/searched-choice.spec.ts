import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench } from '../../testing/service-bench';
import { Choice } from './choice';

@Component({
  imports: [Choice],
  template: `<app-choice label="Target" [options]="options" [(chosen)]="chosen" />`,
})
class Bench {
  readonly options = Array.from({ length: 1_000 }, (_, index) => ({
    value: `t${index}`,
    text: `Shop ${index}`,
  }));
  readonly chosen = signal('t0');
}

describe('SearchedChoice', () => {
  beforeEach(async () => {
    // Nothing is laid out here, and so nothing scrolls.
    Element.prototype.scrollIntoView = () => undefined;
    await prepareBench();
  });

  function show() {
    const fixture = TestBed.createComponent(Bench);
    TestBed.tick();
    const host = fixture.nativeElement as HTMLElement;
    const box = host.querySelector<HTMLInputElement>('[role=combobox]') as HTMLInputElement;
    const then = (act: () => void) => {
      act();
      TestBed.tick();
    };
    return {
      box,
      chosen: fixture.componentInstance.chosen,
      write: (text: string) =>
        then(() => {
          box.value = text;
          box.dispatchEvent(new Event('input'));
        }),
      press: (key: string, isComposing = false) =>
        then(() => box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing, cancelable: true }))),
      click: (element: Element | undefined) => then(() => (element as HTMLElement).click()),
      leave: () => then(() => box.dispatchEvent(new Event('blur'))),
      options: () => [...host.querySelectorAll('[role=option]')],
      active: () => host.querySelector(`#${box.getAttribute('aria-activedescendant')}`)?.textContent.trim(),
      count: () => host.querySelector('[role=status]')?.textContent,
    };
  }

  it('shows what is chosen, and no list until somebody asks', () => {
    const { box, options } = show();
    expect([box.value, box.getAttribute('aria-expanded')]).toEqual(['Shop 0', 'false']);
    expect(options()).toEqual([]);
  });

  it('lists what holds the text that is written, and says how many that are', () => {
    const { write, options, count, active } = show();
    write('shop 77');
    expect(options()).toHaveLength(11);
    expect(count()).toBe('11 of 1,000');
    expect(active()).toBe('Shop 77');
    write('nothing');
    expect([options(), count(), active()]).toEqual([[], 'No matching results', undefined]);
  });

  it('is chosen from by keyboard', () => {
    const { box, chosen, press, write, active } = show();
    press('ArrowDown');
    expect(active()).toBe('Shop 0');
    press('ArrowDown');
    press('PageDown');
    expect(active()).toBe('Shop 9');
    write('shop 77');
    press('ArrowDown');
    press('Enter');
    expect(chosen()).toBe('t770');
    expect([box.value, box.getAttribute('aria-expanded')]).toEqual(['Shop 770', 'false']);
  });

  it('is chosen from by a click', () => {
    const { box, chosen, click, options } = show();
    click(box);
    expect(options()).toHaveLength(1_000);
    click(options()[500]);
    expect(chosen()).toBe('t500');
  });

  it.each(['Escape', 'a look elsewhere'])('keeps what was chosen at %s', (way) => {
    const { box, chosen, press, leave, write } = show();
    write('shop 5');
    if (way === 'Escape') press('Escape');
    else leave();
    expect([box.value, box.getAttribute('aria-expanded'), chosen()]).toEqual(['Shop 0', 'false', 't0']);
  });

  it('takes no Enter that ends the writing of a syllable', () => {
    const { chosen, press, write } = show();
    write('shop 5');
    press('Enter', true);
    expect(chosen()).toBe('t0');
  });
});
