import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { BURST_MS } from '../live/reload-on-events';
import { provideWords } from '../language/provide-words';
import { FakeStream } from '../live/stream.fixture';
import { Configuration } from './configuration';
import { consoleConfig, environmentConfig, serviceConfig } from './console-config.fixture';

describe('Configuration', () => {
  const stream = new FakeStream();
  let configuration: Configuration;

  async function answer(body: object, status = 200): Promise<void> {
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne(API.config).flush(body, { status, statusText: 'x' });
    await TestBed.inject(ApplicationRef).whenStable();
  }

  beforeEach(() => {
    const providers = [provideWords(), provideHttpClient(), provideHttpClientTesting(), stream.provider];
    TestBed.configureTestingModule({ providers });
    configuration = TestBed.inject(Configuration);
  });

  it('is not known before the server answers', () => {
    expect(configuration.config()).toBeUndefined();
    expect(configuration.environments()).toEqual([]);
  });

  it('has whatever environments the server names, in its order', async () => {
    const environments = ['qa', 'prod', 'eu'].map((id) => environmentConfig({ id }));
    await answer(consoleConfig({ environments }));
    expect(configuration.environments().map(({ id }) => id)).toEqual(['qa', 'prod', 'eu']);
    expect(configuration.environment('nope')).toBeUndefined();
  });

  it('finds a service of an environment', async () => {
    const services = [serviceConfig({ service: 'sentry', isConfigured: false })];
    await answer(consoleConfig({ environments: [environmentConfig({ services })] }));
    expect(configuration.service('prod', 'sentry')?.isConfigured).toBe(false);
    expect(configuration.service('prod', 'redis')).toBeUndefined();
  });

  it('refuses an answer of another shape', async () => {
    await answer({ environments: 'none' });
    expect(configuration.config()).toBeUndefined();
    expect(configuration.resource.error()).toBeDefined();
  });

  it('is read again where a check came in before the server answered', async () => {
    TestBed.tick();
    stream.observation({ service: 'discord' });
    await answer(consoleConfig());
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve, BURST_MS));
    await answer(consoleConfig({ version: '1.2.4' }));
    expect(configuration.config()?.version).toBe('1.2.4');
  });

  it('keeps what it knew when a later reading fails', async () => {
    await answer(consoleConfig());
    configuration.resource.reload();
    await answer({}, 503);
    expect(configuration.resource.error()).toBeDefined();
    expect(configuration.config()?.version).toBe('1.2.3');
  });
});
