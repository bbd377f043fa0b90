import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { inTurns } from './in-turns';

describe('inTurns', () => {
  const total = signal(0);
  const turns = () => TestBed.runInInjectionContext(() => inTurns(total));
  const stable = () => TestBed.inject(ApplicationRef).whenStable();

  beforeEach(() => total.set(0));

  it('has one part drawn at first, and all of them before the page is at rest', async () => {
    const drawn = turns();
    total.set(3);
    TestBed.tick();
    expect(drawn()).toBe(1);
    await stable();
    expect(drawn()).toBe(3);
  });

  it('goes on where there are more, and takes nothing back where there are fewer', async () => {
    const drawn = turns();
    total.set(2);
    await stable();
    total.set(1);
    await stable();
    expect(drawn()).toBe(2);
    total.set(4);
    await stable();
    expect(drawn()).toBe(4);
  });
});
