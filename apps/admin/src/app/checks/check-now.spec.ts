import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { FakeStream } from '../live/stream.fixture';
import { CheckNow } from './check-now';

describe('CheckNow', () => {
  const stream = new FakeStream();
  let fixture: ComponentFixture<CheckNow>;

  beforeEach(async () => {
    const providers = [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideWords(),
      stream.provider,
      { provide: Configuration, useValue: { nameOf: () => 'Production' } },
    ];
    TestBed.configureTestingModule({ providers });
    await TestBed.inject(Words).speak('en');
    fixture = TestBed.createComponent(CheckNow);
    fixture.componentRef.setInput('environment', 'prod');
    await fixture.whenStable();
  });

  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const button = (): HTMLButtonElement | null => host().querySelector('button');

  async function press(service?: string) {
    fixture.componentRef.setInput('service', service);
    await fixture.whenStable();
    button()?.click();
    await fixture.whenStable();
    return TestBed.inject(HttpTestingController).expectOne(API.checks('prod'));
  }

  it('asks for all services, or for the one that it is for', async () => {
    expect(button()?.textContent.trim()).toBe('Check all now');
    const all = await press();
    expect(all.request.body).toEqual({});
    all.flush({ environment: 'prod', services: [] });
    await fixture.whenStable();
    const one = await press('redis');
    expect(one.request.body).toEqual({ service: 'redis' });
    one.flush({ environment: 'prod', services: ['redis'] });
  });

  it('is busy until an event has come for each service', async () => {
    const request = await press();
    expect(button()?.ariaDisabled).toBe('true');
    request.flush({ environment: 'prod', services: ['redis', 'mongodb'] });
    await fixture.whenStable();
    expect(button()?.textContent.trim()).toBe('Checking…');
    stream.observation({ service: 'redis' });
    stream.observation({ service: 'mongodb', environment: 'dev' });
    await fixture.whenStable();
    expect(button()?.ariaDisabled).toBe('true');
    stream.observation({ service: 'mongodb' });
    await fixture.whenStable();
    expect(button()?.ariaDisabled).toBeNull();
  });

  it('asks for one target, and waits for the result of that one', async () => {
    fixture.componentRef.setInput('target', 'api');
    const request = await press('endpoints');
    expect(request.request.body).toEqual({ service: 'endpoints', target: 'api' });
    request.flush({ environment: 'prod', services: ['endpoints'] });
    stream.observation({ service: 'endpoints' });
    stream.observation({ service: 'endpoints', requested: ['web'] });
    await fixture.whenStable();
    expect(button()?.ariaDisabled).toBe('true');
    stream.observation({ service: 'endpoints', requested: ['web', 'api'] });
    await fixture.whenStable();
    expect(button()?.ariaDisabled).toBeNull();
  });

  it('is ready again after a check that was over before the request was accepted', async () => {
    const request = await press('redis');
    stream.observation({ service: 'redis' });
    request.flush({ environment: 'prod', services: ['redis'] });
    await fixture.whenStable();
    expect(button()?.ariaDisabled).toBeNull();
  });

  it('says why it was refused, and can be pressed again', async () => {
    const request = await press();
    const params = { retryAfterMs: 4_000 };
    const problem = { type: 'about:blank', title: 'x', status: 429, code: 'too-soon', params };
    request.flush(problem, { status: 429, statusText: 'x' });
    await fixture.whenStable();
    expect(host().querySelector('[role=status]')?.textContent).toBe(
      'Too soon after the last request. Try again in 4 sec.',
    );
    expect(button()?.ariaDisabled).toBeNull();
  });
});
