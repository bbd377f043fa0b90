import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { CheckStatus } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { serviceState } from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { FakeStream } from '../live/stream.fixture';
import { OverviewSource } from '../standings/overview-source';
import { titlePage } from '../ui/layout/page-title';
import { favicon, TabSign } from './tab-sign';

const pathsOf = (status: CheckStatus) =>
  [...decodeURIComponent(favicon(status)).matchAll(/ d="([^"]+)"/g)].map(([, path]) => path).join(' ');

describe('favicon', () => {
  it('differs by shape for each status, not only by colour', () => {
    expect(new Set(CheckStatus.options.map(pathsOf)).size).toBe(CheckStatus.options.length);
  });

  it('is an image that the content security policy allows', () => {
    expect(favicon('down')).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  });
});

describe('TabSign', () => {
  it('says in the title how the page is, not how the worst of all is', async () => {
    const stream = new FakeStream();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideWords(), stream.provider],
    });
    TestBed.inject(TabSign);
    const source = TestBed.inject(OverviewSource);
    runInInjectionContext(TestBed.inject(EnvironmentInjector), () =>
      titlePage(
        () => 'Redis · Production',
        () => source.of('prod', 'redis'),
      ),
    );
    TestBed.tick();
    const services = [
      serviceState({ service: 'redis' }),
      serviceState({ service: 'mongodb', status: 'down' }),
    ];
    TestBed.inject(HttpTestingController)
      .expectOne(API.overview)
      .flush({
        generatedAt: '2026-11-23T06:00:00.000Z',
        status: 'down',
        environments: [{ environment: 'prod', status: 'down', services }],
      });
    await TestBed.inject(ApplicationRef).whenStable();
    const title = TestBed.inject(Title);
    expect(title.getTitle()).toBe('Redis · Production · Envscope');

    stream.observation({ environment: 'prod', service: 'redis', status: 'degraded' });
    TestBed.tick();
    expect(title.getTitle()).toBe('Degraded · Redis · Production · Envscope');
  });
});
