import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import {
  ApplicationInitStatus,
  computed,
  type EnvironmentProviders,
  type Provider,
  signal,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import type { ConfigWarning, EnvironmentConfig } from '@envscope/contracts/index.js';
import { Configuration } from '../configuration/configuration';
import { consoleConfig, environmentConfig, missingChannel } from '../configuration/console-config.fixture';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { FakeStream } from '../live/stream.fixture';
import { remembersPerson } from './person';

const ENVIRONMENTS = [
  environmentConfig({
    id: 'dev',
    name: { ko: '개발', en: 'Development' },
    channels: [
      missingChannel('discord', 'DISCORD_WEBHOOK_URL_DEV'),
      missingChannel('webhook', 'ALERT_WEBHOOK_URL_DEV', 'ALERT_WEBHOOK_SECRET_DEV'),
    ],
  }),
  environmentConfig(),
];

/** The console's configuration as specs have it. */
class FakeConfiguration {
  readonly environments = signal<readonly EnvironmentConfig[]>(ENVIRONMENTS);
  readonly config = signal(consoleConfig());
  readonly channelKinds = signal(consoleConfig().channels);
  readonly warnings = signal<readonly ConfigWarning[]>([]);

  readonly byWeight = computed(() => this.environments().toReversed());
  readonly environmentOptions = computed(() =>
    this.environments().map(({ id, name }) => ({ value: id, text: name.en })),
  );

  paintOf(id: string): string | undefined {
    return this.environment(id)?.color;
  }

  nameOf(id: string): string {
    return this.environment(id)?.name.en ?? id;
  }

  environment(id: string): EnvironmentConfig | undefined {
    return this.environments().find((environment) => environment.id === id);
  }
}

/** Where specs show pages about alerts: in English, with two environments, to Minji, without a server. */
export async function prepareBench(providers: readonly (Provider | EnvironmentProviders)[] = []) {
  localStorage.clear();
  remembersPerson('Minji');
  const stream = new FakeStream();
  const configuration = new FakeConfiguration();
  TestBed.configureTestingModule({
    providers: [
      provideWords(),
      provideRouter([], withComponentInputBinding()),
      provideHttpClient(),
      provideHttpClientTesting(),
      stream.provider,
      { provide: Configuration, useValue: configuration },
      ...providers,
    ],
  });
  await TestBed.inject(ApplicationInitStatus).donePromise;
  const words = TestBed.inject(Words);
  await Promise.all([words.loadPart('alerting'), words.loadPart('warnings'), words.loadPart('forms')]);
  return { stream, configuration };
}
