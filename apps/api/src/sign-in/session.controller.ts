import {
  LinkQuestion,
  LinkUse,
  LinkView,
  Refusal,
  SessionView,
  SetUpDraft,
  SignedOut,
  SignInDraft,
} from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { clientKey } from '../http/clients/client-address.js';
import { Operation } from '../openapi/operation.js';
import { PersonLinks } from './links/person-links.js';
import { PasswordSignIn } from './password-sign-in.js';
import { SessionViews } from './session-view.js';
import { SignInMethods } from './sign-in-methods.js';
import { SignOut } from './oidc/sign-out.js';
import { BrowserSessions } from './sessions/browser-sessions.js';
import { SetUp } from './set-up.js';
import { SignInPace } from './sign-in-pace.js';

/** Signing in and out. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly setUp: SetUp,
    private readonly passwords: PasswordSignIn,
    private readonly links: PersonLinks,
    private readonly browsers: BrowserSessions,
    private readonly views: SessionViews,
    private readonly pace: SignInPace,
    private readonly methods: SignInMethods,
    private readonly out: SignOut,
  ) {}

  @Get()
  @Operation({
    access: 'public',
    summary: 'Who is signed in, what they may do, and the ways to sign in',
    answer: SessionView,
    problems: ['store-failing'],
  })
  session(@Req() request: Request): Promise<SessionView> {
    return this.views.viewFor(request);
  }

  @Post()
  @Operation({
    access: 'public',
    summary: 'Sign in with an email and a password; `code-needed` asks for the same once more, with a code',
    answer: SessionView,
    problems: [
      'method-off',
      'wrong-credentials',
      'code-needed',
      'wrong-code',
      'too-many-attempts',
      'person-changed',
      'busy',
      'store-failing',
    ],
  })
  async signIn(
    @Body({ schema: SignInDraft }) draft: SignInDraft,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    this.methods.demandOwnAccounts(request);
    const person = await this.passwords.personOf(request, draft);
    return this.views.viewOf(request, await this.browsers.begin(request, response, person, 'password'));
  }

  @Delete()
  @Operation({
    access: 'public',
    summary: 'Sign out; answers where to go on to sign out of what signed the person in',
    answer: SignedOut,
    problems: ['store-failing'],
  })
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedOut> {
    return this.out.of(request, response);
  }

  @Post('set-up')
  @Operation({
    access: 'public',
    summary: 'Make the first owner, with the token of the link that the console printed when it started',
    status: 201,
    answer: SessionView,
    problems: [
      'method-off',
      'already-set-up',
      'unknown-link',
      'too-many-attempts',
      'email-taken',
      'busy',
      'store-failing',
    ],
  })
  async makeOwner(
    @Body({ schema: SetUpDraft }) draft: SetUpDraft,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    this.methods.demandOwnAccounts(request);
    const owner = await this.pace.link(clientKey(request), () => this.setUp.makeOwner(draft));
    return this.views.viewOf(request, await this.browsers.begin(request, response, owner, 'link'));
  }

  @Post('links/view')
  @Operation({
    access: 'public',
    summary: 'Whom a link is for, and for what: an invitation, a reset or the set-up',
    answer: LinkView,
    recorded: 'never',
    problems: ['unknown-link', 'too-many-attempts', 'store-failing'],
  })
  viewLink(
    @Body({ schema: LinkQuestion }) { token }: LinkQuestion,
    @Req() request: Request,
  ): Promise<LinkView> {
    return this.pace.link(clientKey(request), async () => {
      if (await this.setUp.isOpen(token)) return { kind: 'set-up', name: '', email: null };
      return this.links.view(token);
    });
  }

  @Post('links')
  @Operation({
    access: 'public',
    summary: 'Set a password by a link, and sign in; every other session of the person ends',
    answer: SessionView,
    problems: [
      'method-off',
      'unknown-link',
      'too-many-attempts',
      'person-changed',
      'code-needed',
      'busy',
      'store-failing',
    ],
  })
  async useLink(
    @Body({ schema: LinkUse }) use: LinkUse,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    this.methods.demandOwnAccounts(request);
    const person = await this.pace.link(clientKey(request), () => this.links.use(use));
    // The password is set; the link stands in for it, and for nothing else.
    if (person.secondFactor !== null) throw new Refusal('code-needed');
    return this.views.viewOf(request, await this.browsers.begin(request, response, person, 'link'));
  }
}
