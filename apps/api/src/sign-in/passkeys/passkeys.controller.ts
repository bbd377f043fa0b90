import { PasskeyDraft, PasskeyOptions, PasskeySignIn, SessionView } from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Operation } from '../../openapi/operation.js';
import { SignedIn } from '../account/signed-in.js';
import { SessionViews } from '../session-view.js';
import { SignInMethods } from '../sign-in-methods.js';
import { BrowserSessions } from '../sessions/browser-sessions.js';
import { Passkeys } from './passkeys.js';

/** Signing in by what a device keeps. */
@ApiTags('session')
@Controller()
export class PasskeysController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly signedIn: SignedIn,
    private readonly browsers: BrowserSessions,
    private readonly views: SessionViews,
    private readonly methods: SignInMethods,
  ) {}

  @Post('session/passkey/options')
  @Operation({
    access: 'public',
    summary: "What the browser's `navigator.credentials.get` takes, for five minutes and once",
    answer: PasskeyOptions,
    recorded: 'never',
    problems: ['method-off', 'store-failing'],
  })
  passkeyQuestion(@Req() request: Request): Promise<PasskeyOptions> {
    this.methods.demandOwnAccounts(request);
    return this.passkeys.ask(request);
  }

  @Post('session/passkey')
  @Operation({
    access: 'public',
    summary: 'Sign in by a passkey',
    answer: SessionView,
    problems: ['method-off', 'passkey-refused', 'person-changed', 'store-failing'],
  })
  async signInByPasskey(
    @Body({ schema: PasskeySignIn }) draft: PasskeySignIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    this.methods.demandOwnAccounts(request);
    const person = await this.passkeys.personOf(request, draft);
    return this.views.viewOf(request, await this.browsers.begin(request, response, person, 'passkey'));
  }

  @Post('internal/account/passkeys/options')
  @Operation({
    access: 'signed-in',
    summary: "What the browser's `navigator.credentials.create` takes, for five minutes and once",
    answer: PasskeyOptions,
    recorded: 'never',
    problems: ['account-elsewhere', 'store-failing'],
  })
  async passkeyOffer(@Req() request: Request): Promise<PasskeyOptions> {
    const { person } = await this.signedIn.sessionOf(request);
    return this.passkeys.offer(request, person);
  }

  @Post('internal/account/passkeys')
  @Operation({
    access: 'signed-in',
    summary: 'Keep a new passkey',
    status: 204,
    answer: null,
    problems: ['passkey-refused', 'account-elsewhere', 'person-changed', 'store-failing'],
  })
  async addPasskey(
    @Body({ schema: PasskeyDraft }) draft: PasskeyDraft,
    @Req() request: Request,
  ): Promise<void> {
    const { person } = await this.signedIn.sessionOf(request);
    await this.passkeys.add(request, person, draft);
  }

  @Delete('internal/account/passkeys/:id')
  @Operation({
    access: 'signed-in',
    summary: 'Forget a passkey',
    status: 204,
    answer: null,
    problems: ['unknown-passkey', 'account-elsewhere', 'last-owner', 'person-changed', 'store-failing'],
  })
  async removePasskey(@Param('id') id: string, @Req() request: Request): Promise<void> {
    const { person } = await this.signedIn.sessionOf(request);
    await this.passkeys.remove(person, id);
  }
}
