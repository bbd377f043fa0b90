import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Problem, SessionView } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { provideWords } from '../language/provide-words';
import { Words } from '../language/words';
import { Door } from '../session/door';
import { notSignedIn } from '../session/not-signed-in';
import { sessionView } from '../session/session.fixture';
import { textOf, type } from '../testing/service-bench';
import { SignInPage } from './sign-in-page';

const OUT = sessionView([], { state: 'signed-out', person: null });

describe('SignInPage', () => {
  let fixture: ComponentFixture<SignInPage>;
  let server: HttpTestingController;
  let entered: (string | undefined)[];

  const host = () => fixture.nativeElement as HTMLElement;
  const field = (name: string) => host().querySelector<HTMLInputElement>(`[autocomplete="${name}"]`);
  const submit = async () => {
    host().querySelector<HTMLButtonElement>('[type=submit]')?.click();
    await fixture.whenStable();
  };
  const refuse = async (code: Problem['code'], status: number, params: Problem['params'] = {}) => {
    const problem: Problem = { type: 'about:blank', title: '', status, code, params };
    const request = server.expectOne({ method: 'POST', url: API.session });
    request.flush(problem, { status, statusText: '' });
    await fixture.whenStable();
    return request.request.body as unknown;
  };

  async function show(view: SessionView = OUT, inputs: Readonly<Record<string, string>> = {}) {
    fixture = TestBed.createComponent(SignInPage);
    Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
    TestBed.tick();
    server.expectOne(API.session).flush(view);
    await fixture.whenStable();
  }

  async function giveCredentials() {
    type(field('username'), 'minji@example.com');
    type(field('current-password'), 'a long password');
    await submit();
  }

  beforeEach(async () => {
    entered = [];
    TestBed.configureTestingModule({
      providers: [
        provideWords(),
        provideRouter([]),
        provideHttpClient(withInterceptors([notSignedIn])),
        provideHttpClientTesting(),
        { provide: Door, useValue: { isAt: true, enter: (back?: string) => entered.push(back) } },
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    const words = TestBed.inject(Words);
    await Promise.all([words.loadPart('door'), words.loadPart('forms')]);
    server = TestBed.inject(HttpTestingController);
  });

  it('signs in and leads back to where the person was', async () => {
    await show(OUT, { back: '/incidents' });
    await giveCredentials();
    const request = server.expectOne({ method: 'POST', url: API.session });
    expect(request.request.body).toEqual({ email: 'minji@example.com', password: 'a long password' });
    request.flush(sessionView([]));
    await fixture.whenStable();
    expect(entered).toEqual(['/incidents']);
  });

  it('sends nothing before both are given', async () => {
    await show();
    await submit();
    server.expectNone({ method: 'POST', url: API.session });
    expect(textOf(host())).toContain('Required.');
  });

  it('says that the password is wrong, and for how long nobody may try again', async () => {
    await show();
    await giveCredentials();
    await refuse('wrong-credentials', 401);
    expect(textOf(host())).toContain('The email or the password is wrong.');
    await submit();
    await refuse('too-many-attempts', 429, { retryAfterMs: 90_000 });
    expect(textOf(host())).toMatch(/Too many attempts\. Try again in 1m 30s\./);
    expect(entered).toEqual([]);
  });

  it('asks for the code where there is a second step, and sends both', async () => {
    await show();
    await giveCredentials();
    await refuse('code-needed', 401);
    expect(textOf(host().querySelector('h1'))).toBe('Second step');
    type(field('one-time-code'), ' 123456 ');
    await submit();
    expect(await refuse('wrong-code', 401)).toEqual({
      email: 'minji@example.com',
      password: 'a long password',
      code: '123456',
    });
    expect(textOf(host())).toContain('The code is wrong');
  });

  it('says that a session ended', async () => {
    await show(OUT, { ended: '' });
    expect(textOf(host())).toContain('Your session has ended.');
  });

  it('offers the sign-in of the organization where there is one', async () => {
    await show(
      { ...OUT, methods: { password: true, passkey: false, oidc: 'Example ID' } },
      { back: '/rules' },
    );
    const link = host().querySelector<HTMLAnchorElement>('.others a');
    expect(textOf(link)).toBe('Sign in with Example ID');
    expect(link?.getAttribute('href')).toBe('api/session/oidc?returnTo=%2Frules');
  });
});
