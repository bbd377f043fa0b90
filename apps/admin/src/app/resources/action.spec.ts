import { HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { ApplicationInitStatus, EnvironmentInjector, createEnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import { provideWords } from '../language/provide-words';
import { Action } from './action';

describe('Action', () => {
  let action: Action<string>;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideWords(), provideHttpClient(), provideHttpClientTesting()],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    action = TestBed.runInInjectionContext(() => new Action<string>());
  });

  it('is busy until it was answered, and keeps the answer', async () => {
    const request = new Subject<string>();
    const isDone = action.run(request);
    expect([action.isBusy(), action.answer()]).toEqual([true, undefined]);
    request.next('taken');
    expect(await isDone).toBe(true);
    expect([action.isBusy(), action.answer(), action.failure()]).toEqual([false, 'taken', '']);
  });

  it('says why it failed until it is tried again', async () => {
    const request = new Subject<string>();
    const isDone = action.run(request);
    request.error(new HttpErrorResponse({ status: 503 }));
    expect(await isDone).toBe(false);
    expect(action.isBusy()).toBe(false);
    expect(action.failure()).not.toBe('');
    expect(action.error()).toBeInstanceOf(HttpErrorResponse);
    void action.run(new Subject());
    expect([action.isBusy(), action.failure(), action.error()]).toEqual([true, '', undefined]);
  });

  it('leaves an answer aside that came after the next attempt began', async () => {
    const [first, second] = [new Subject<string>(), new Subject<string>()];
    const isFirstDone = action.run(first);
    const isSecondDone = action.run(second);
    second.next('second');
    first.next('first');
    expect(await Promise.all([isFirstDone, isSecondDone])).toEqual([false, true]);
    expect(action.answer()).toBe('second');
  });

  it('forgets what came of it, and what is on its way', async () => {
    const request = new Subject<string>();
    const isDone = action.run(request);
    action.reset();
    request.next('late');
    expect(await isDone).toBe(false);
    expect([action.isBusy(), action.answer()]).toEqual([false, undefined]);
  });

  it('sends what was asked for, also when whoever asked is gone, and informs nobody', async () => {
    const owner = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    const owned = owner.runInContext(() => new Action<string>());
    const request = new Subject<string>();
    const isDone = owned.run(request);
    owner.destroy();
    expect(request.observed).toBe(true);
    request.next('taken');
    expect(await isDone).toBe(false);
  });
});
