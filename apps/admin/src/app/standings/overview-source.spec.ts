import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Overview } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { serviceState } from '../configuration/console-config.fixture';
import { LiveFeed } from '../live/live-feed';
import { FakeStream } from '../live/stream.fixture';
import { Visibility } from '../live/visibility';
import { OverviewSource } from './overview-source';

const OVERVIEW: Overview = {
  generatedAt: '2026-11-23T06:00:00.000Z',
  status: 'up',
  environments: ['dev', 'prod'].map((environment) => ({
    environment,
    status: 'up',
    services: [serviceState({ service: 'redis' }), serviceState({ service: 'mongodb' })],
  })),
};

describe('OverviewSource', () => {
  const stream = new FakeStream();
  let source: OverviewSource;

  beforeEach(async () => {
    const hidden = { provide: Visibility, useValue: { isVisible: signal(false) } };
    const providers = [provideHttpClient(), provideHttpClientTesting(), stream.provider, hidden];
    TestBed.configureTestingModule({ providers });
    source = TestBed.inject(OverviewSource);
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne(API.overview).flush(OVERVIEW);
    await TestBed.inject(ApplicationRef).whenStable();
  });

  it('keeps the statuses right in a hidden tab, without a request', () => {
    expect(source.worst()).toBe('up');
    stream.observation({ environment: 'prod', service: 'redis', status: 'down' });
    stream.observation({ environment: 'dev', service: 'redis', status: 'degraded' });
    TestBed.tick();
    expect(Object.fromEntries(source.statuses())).toEqual({ dev: 'degraded', prod: 'down' });
    expect(source.worst()).toBe('down');
    stream.observation({ environment: 'prod', service: 'redis', status: 'up' });
    expect(source.worst()).toBe('degraded');
    TestBed.inject(HttpTestingController).verify();
  });

  it('does not change while updates are paused', () => {
    TestBed.inject(LiveFeed).pause();
    stream.observation({ status: 'down' });
    expect(source.worst()).toBe('up');
  });
});
