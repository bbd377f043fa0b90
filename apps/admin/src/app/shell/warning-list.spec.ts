import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ConfigWarning } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { WarningList } from './warning-list';

const UNVERIFIED: ConfigWarning = {
  code: 'certificate-unverified',
  service: 'endpoints',
  channel: null,
  environments: ['dev'],
  variables: ['endpoints.json: dev'],
  params: { cause: 'api, shop', suggestion: 'TLS_CA_FILE_DEV' },
};

describe('WarningList', () => {
  it.each([
    ['en', 'Certificates are not verified (endpoints.json: dev: api, shop)'],
    ['ko', '인증서를 검증하지 않아요(endpoints.json: dev: api, shop)'],
  ] as const)('fetches its words itself and says in %s what to set', async (language, words) => {
    const configuration = { warnings: signal([UNVERIFIED]), nameOf: (id: string) => id };
    TestBed.configureTestingModule({
      providers: [provideWords(), { provide: Configuration, useValue: configuration }],
    });
    await TestBed.inject(Words).speak(language);
    const fixture = TestBed.createComponent(WarningList);
    await fixture.whenStable();
    const item = (fixture.nativeElement as HTMLElement).querySelector('li');
    expect(item?.textContent).toContain(words);
    expect(item?.textContent).toContain('TLS_CA_FILE_DEV');
  });
});
