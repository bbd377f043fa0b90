import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from '../../language/provide-words';
import { VendorLink } from './vendor-link';

describe('VendorLink', () => {
  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideWords(), provideHttpClient(), provideHttpClientTesting()],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
  });

  const linkTo = async (href: string) => {
    const fixture = TestBed.createComponent(VendorLink);
    fixture.componentRef.setInput('href', href);
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).querySelector('a');
  };

  it('opens a web address in a tab of its own that cannot reach back', async () => {
    const link = await linkTo('https://acme.sentry.io/issues/6001/');
    expect(link?.href).toBe('https://acme.sentry.io/issues/6001/');
    expect(link?.target).toBe('_blank');
    expect(link?.relList.contains('noopener')).toBe(true);
    expect(link?.textContent).toContain('opens in a new tab');
  });

  it.each(['javascript:alert(1)', 'data:text/html,hello', 'ftp://example.test/', '10.0.0.7', ''])(
    'makes no link of %p',
    async (href) => {
      expect(await linkTo(href)).toBeNull();
    },
  );
});
