import { HttpClient } from '@angular/common/http';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { PasskeyOptions, ProblemCode } from '@envscope/contracts/index.js';
import { catchError, defer, from, map, switchMap, throwError } from 'rxjs';
import { API } from '../api/api';
import { problemOf } from '../api/problem';
import { Words } from '../language/words';
import { Action } from '../resources/action';
import { Door } from '../session/door';
import { arePasskeysPossible, usePasskey } from '../session/passkeys';
import { Session } from '../session/session';
import { Button } from '../ui/buttons/button';
import { Field, FieldControl } from '../ui/forms/field';
import { Failure } from '../ui/layout/failure';
import { Notice } from '../ui/layout/notice';
import { DoorFrame } from './door-frame';
import { PasswordField } from './password-field';

/** Lets people in by password and second step, by passkey, or by their organization's own sign-in; and back to where they were. */
@Component({
  selector: 'app-sign-in-page',
  imports: [Button, DoorFrame, Failure, Field, FieldControl, FormField, FormRoot, Notice, PasswordField],
  templateUrl: 'sign-in-page.html',
  styleUrls: ['../../styles/form.scss', 'door.scss'],
})
export class SignInPage {
  /** Where the person was, from the address. */
  readonly back = input<string>();
  /** In the address where a session was over while somebody used it. */
  readonly ended = input<string>();
  /** Why the organization's sign-in came back without anybody. */
  readonly problem = input<string>();

  protected readonly words = inject(Words);
  private readonly http = inject(HttpClient);
  private readonly door = inject(Door);
  private readonly injector = inject(Injector);
  private readonly session = inject(Session);
  private readonly code = viewChild<ElementRef<HTMLInputElement>>('code');

  protected readonly isSecondStep = signal(false);
  protected readonly signingIn = new Action();
  protected readonly withPasskey = new Action();
  private readonly isPasskeyMissing = signal(false);

  protected readonly first = form(
    signal({ email: '', password: '' }),
    (first) => {
      required(first.email, { error: { kind: 'invalid_type' } });
      required(first.password, { error: { kind: 'invalid_type' } });
    },
    {
      submission: {
        action: () => this.signIn(),
        onInvalid: (first) => first().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );
  protected readonly second = form(
    signal({ code: '' }),
    (second) => required(second.code, { error: { kind: 'invalid_type' } }),
    {
      submission: {
        action: () => this.signIn(),
        onInvalid: (second) => second.code().focusBoundControl(),
      },
    },
  );

  protected readonly methods = computed(() => this.session.view()?.methods);
  protected readonly hasPasskey = computed(() => this.methods()?.passkey === true && arePasskeysPossible());
  protected readonly oidc = computed(() => {
    const name = this.methods()?.oidc;
    const address = `${API.oidc}?${new URLSearchParams({ returnTo: this.back() ?? '/' })}`;
    return name ? { name, address } : null;
  });
  protected readonly heading = computed(() =>
    this.words.say(this.isSecondStep() ? 'door.second.title' : 'door.signIn.title'),
  );
  protected readonly failure = computed(() => {
    if (this.isPasskeyMissing()) return this.words.say('door.signIn.passkeyFailed');
    const code = ProblemCode.safeParse(this.problem()).data;
    const before = code === undefined ? '' : this.words.problem({ code, params: {} });
    return this.signingIn.failure() || this.withPasskey.failure() || (this.signingIn.isBusy() ? '' : before);
  });

  constructor() {
    this.session.begin();
    const router = inject(Router);
    effect(() => {
      if (this.session.view()?.state === 'set-up-needed') void router.navigateByUrl('/set-up');
    });
  }

  protected startOver(): void {
    this.isSecondStep.set(false);
    this.signingIn.reset();
    this.first.password().reset('');
  }

  protected async usePasskey(): Promise<void> {
    this.isPasskeyMissing.set(false);
    this.signingIn.reset();
    const request = this.http.post<unknown>(API.passkeyOptions, {}).pipe(
      switchMap((answer) =>
        defer(() => from(usePasskey(PasskeyOptions.parse(answer).options))).pipe(
          catchError((error: unknown) => {
            this.isPasskeyMissing.set(true);
            return throwError(() => error);
          }),
        ),
      ),
      switchMap((response) => this.http.post(API.passkeySignIn, { response })),
      map(() => true),
    );
    if (await this.withPasskey.run(request)) this.door.enter(this.back());
  }

  private async signIn(): Promise<void> {
    this.isPasskeyMissing.set(false);
    this.withPasskey.reset();
    const code = this.second.code().value().trim();
    const draft = { ...this.first().value(), ...(this.isSecondStep() && { code }) };
    if (await this.signingIn.run(this.http.post(API.session, draft))) this.door.enter(this.back());
    else if (problemOf(this.signingIn.error())?.code === 'code-needed') this.askForCode();
    else if (this.isSecondStep()) this.code()?.nativeElement.select();
  }

  private askForCode(): void {
    this.signingIn.reset();
    this.second.code().reset('');
    this.isSecondStep.set(true);
    afterNextRender(() => this.code()?.nativeElement.focus(), { injector: this.injector });
  }
}
