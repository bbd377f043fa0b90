import {
  Account,
  EndedSessions,
  PasswordChange,
  PasswordProof,
  RecoveryCodes,
  SecondFactorOffer,
  SecondFactorProof,
} from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Get, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Operation } from '../../openapi/operation.js';
import { AccountActions } from './account-actions.js';

/** What somebody sees and changes of their own account. */
@ApiTags('account')
@Controller('internal/account')
export class AccountController {
  constructor(private readonly actions: AccountActions) {}

  @Get()
  @Operation({
    access: 'signed-in',
    summary: 'Your own account: how you sign in, and where you are signed in',
    answer: Account,
    problems: ['account-elsewhere', 'store-failing'],
  })
  account(@Req() request: Request): Promise<Account> {
    return this.actions.account(request);
  }

  @Put('password')
  @Operation({
    access: 'signed-in',
    summary: 'Change your password; your other sessions end',
    answer: EndedSessions,
    problems: [
      'wrong-credentials',
      'too-many-attempts',
      'account-elsewhere',
      'person-changed',
      'busy',
      'store-failing',
    ],
  })
  changePassword(
    @Body({ schema: PasswordChange }) change: PasswordChange,
    @Req() request: Request,
  ): Promise<EndedSessions> {
    return this.actions.changePassword(request, change);
  }

  @Delete('sessions/:id')
  @Operation({
    access: 'signed-in',
    summary: 'End one of your sessions; what it has open ends within five seconds',
    status: 204,
    answer: null,
    problems: ['unknown-session', 'account-elsewhere', 'store-failing'],
  })
  endSession(@Param('id') id: string, @Req() request: Request): Promise<void> {
    return this.actions.endSession(request, id);
  }

  @Delete('sessions')
  @Operation({
    access: 'signed-in',
    summary: 'End all of your sessions but this one',
    answer: EndedSessions,
    problems: ['account-elsewhere', 'store-failing'],
  })
  endOtherSessions(@Req() request: Request): Promise<EndedSessions> {
    return this.actions.endOtherSessions(request);
  }

  @Post('second-factor')
  @Operation({
    access: 'signed-in',
    summary: 'A secret for your authenticator app; nothing is kept before a code proves that it arrived',
    answer: SecondFactorOffer,
    recorded: 'never',
    problems: ['account-elsewhere', 'store-failing'],
  })
  offerSecondFactor(@Req() request: Request): Promise<SecondFactorOffer> {
    return this.actions.offerSecondFactor(request);
  }

  @Put('second-factor')
  @Operation({
    access: 'signed-in',
    summary: 'Turn the second factor on; answers recovery codes, which are shown once',
    answer: RecoveryCodes,
    problems: [
      'wrong-credentials',
      'wrong-code',
      'too-many-attempts',
      'account-elsewhere',
      'person-changed',
      'busy',
      'store-failing',
    ],
  })
  turnOnSecondFactor(
    @Body({ schema: SecondFactorProof }) proof: SecondFactorProof,
    @Req() request: Request,
  ): Promise<RecoveryCodes> {
    return this.actions.turnOnSecondFactor(request, proof);
  }

  @Post('second-factor/removal')
  @Operation({
    access: 'signed-in',
    summary: 'Turn the second factor off',
    status: 204,
    answer: null,
    problems: [
      'wrong-credentials',
      'too-many-attempts',
      'account-elsewhere',
      'person-changed',
      'busy',
      'store-failing',
    ],
  })
  turnOffSecondFactor(
    @Body({ schema: PasswordProof }) { password }: PasswordProof,
    @Req() request: Request,
  ): Promise<void> {
    return this.actions.turnOffSecondFactor(request, password);
  }

  @Post('recovery-codes')
  @Operation({
    access: 'signed-in',
    summary: 'New recovery codes; those before are worth nothing any more',
    answer: RecoveryCodes,
    problems: [
      'wrong-credentials',
      'wrong-code',
      'too-many-attempts',
      'account-elsewhere',
      'person-changed',
      'busy',
      'store-failing',
    ],
  })
  renewRecoveryCodes(
    @Body({ schema: PasswordProof }) { password }: PasswordProof,
    @Req() request: Request,
  ): Promise<RecoveryCodes> {
    return this.actions.renewRecoveryCodes(request, password);
  }
}
