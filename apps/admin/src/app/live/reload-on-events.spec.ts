import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveFeed } from './live-feed';
import { BURST_MS, reloadOnAlerts, reloadOnEvents } from './reload-on-events';
import { FakeStream } from './stream.fixture';
import { SPARE_MS } from './readings/spare-readings';
import { Visibility } from './visibility';

describe('reloadOnEvents', () => {
  const stream = new FakeStream();
  const isVisible = signal(true);
  const isLoading = signal(false);
  const error = signal<unknown>(undefined);
  let reload: jest.Mock<() => void>;

  /** Lets effects run, then time pass. */
  const pass = (ms = BURST_MS): void => {
    TestBed.inject(ApplicationRef).tick();
    jest.advanceTimersByTime(ms);
    TestBed.inject(ApplicationRef).tick();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    isVisible.set(true);
    isLoading.set(false);
    error.set(undefined);
    reload = jest.fn<() => void>();
    TestBed.configureTestingModule({
      providers: [stream.provider, { provide: Visibility, useValue: { isVisible } }],
    });
    TestBed.runInInjectionContext(() =>
      reloadOnEvents({ reload, isLoading, error }, ({ environment }) => environment === 'prod'),
    );
    TestBed.tick();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('reads once for a burst of events', () => {
    stream.observation({ service: 'redis' });
    pass(BURST_MS / 2);
    stream.observation({ service: 'mongodb' });
    stream.observation({ service: 'sentry' });
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
    pass(60_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('tries again with the next news, whatever they are, what could not be read', () => {
    error.set(new Error('503'));
    stream.observation({ hasChanged: false });
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
    error.set(undefined);
    stream.observation({ hasChanged: false });
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('reads newer figures once in a while where nothing has changed, and a change at once', () => {
    const others = [1, 2].map(() => ({ reload: jest.fn<() => void>(), isLoading, error }));
    TestBed.runInInjectionContext(() => others.forEach((other) => reloadOnEvents(other, () => true)));
    TestBed.tick();
    const readings = () =>
      [reload, ...others.map((other) => other.reload)].map(({ mock }) => mock.calls.length);
    for (let second = 0; second < 5; second += 1) {
      stream.observation({ hasChanged: false });
      pass(1_000);
    }
    expect(readings()).toEqual([0, 0, 0]);
    pass(SPARE_MS);
    expect(readings()).toEqual([1, 0, 0]);
    pass(2 * SPARE_MS);
    expect(readings()).toEqual([1, 1, 1]);
    stream.observation({ hasChanged: true });
    pass();
    expect(readings()).toEqual([2, 2, 2]);
    pass(10 * SPARE_MS);
    expect(readings()).toEqual([2, 2, 2]);
  });

  it('reads at once what a person had checked', () => {
    stream.observation({ hasChanged: false, requested: ['default'] });
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('passes over what concerns others', () => {
    stream.observation({ environment: 'dev' });
    pass();
    expect(reload).not.toHaveBeenCalled();
  });

  it('passes over what changes in the alerts', () => {
    stream.alert({ environment: 'prod' });
    pass();
    expect(reload).not.toHaveBeenCalled();
  });

  it('reads whatever it shows when the stream was reset', () => {
    stream.reset();
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('reads nothing while nobody looks, and catches up once when somebody does', () => {
    isVisible.set(false);
    stream.observation();
    pass(600_000);
    stream.observation();
    pass(600_000);
    expect(reload).not.toHaveBeenCalled();
    isVisible.set(true);
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('reads nothing while updates are paused, and catches up when they resume', () => {
    const feed = TestBed.inject(LiveFeed);
    feed.pause();
    stream.observation();
    pass(60_000);
    expect(reload).not.toHaveBeenCalled();
    feed.resume();
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('waits for a reading that is under way, and then reads what came meanwhile', () => {
    isLoading.set(true);
    stream.observation();
    pass(60_000);
    expect(reload).not.toHaveBeenCalled();
    isLoading.set(false);
    pass();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('asks nothing of events before the first change detection, which sets inputs', () => {
    const concerns = jest.fn(() => true);
    TestBed.runInInjectionContext(() => reloadOnEvents({ reload, isLoading, error }, concerns));
    stream.observation();
    expect(concerns).not.toHaveBeenCalled();
    TestBed.tick();
    stream.observation();
    expect(concerns).toHaveBeenCalledTimes(1);
  });
});

describe('reloadOnAlerts', () => {
  it('reads anew for changes that concern it, and for no check of a service', () => {
    jest.useFakeTimers();
    const stream = new FakeStream();
    const reload = jest.fn<() => void>();
    TestBed.configureTestingModule({ providers: [stream.provider] });
    TestBed.runInInjectionContext(() =>
      reloadOnAlerts(
        { reload, isLoading: () => false, error: () => undefined },
        ({ topic }) => topic === 'rules',
      ),
    );
    TestBed.tick();
    const readAfter = (happen: () => void): number => {
      happen();
      TestBed.tick();
      jest.advanceTimersByTime(BURST_MS);
      return reload.mock.calls.length;
    };
    expect(readAfter(() => stream.alert({ topic: 'mutes' }))).toBe(0);
    expect(readAfter(() => stream.observation())).toBe(0);
    expect(readAfter(() => stream.alert({ topic: 'rules' }))).toBe(1);
    jest.useRealTimers();
  });
});
