import { Controller, Get, Header, Query, Redirect, Req, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod/mini';
import { Operation } from '../../openapi/operation.js';
import { BackToDoor } from './back-to-door.filter.js';
import { OidcSignIn } from './oidc-sign-in.js';

const BeginQuery = z.object({ returnTo: z.optional(z.string()) });
type BeginQuery = z.infer<typeof BeginQuery>;

interface Onward {
  readonly url: string;
}

/** Pages that lead on: to the OpenID provider, and from there into the console. There is none where settings name no provider. */
@ApiTags('session')
@Controller('session/oidc')
@UseFilters(BackToDoor)
export class OidcController {
  constructor(private readonly signIn: OidcSignIn) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Redirect()
  @Operation({
    access: 'public',
    summary:
      'Leads the browser to the OpenID provider; `returnTo` is the page of the console to come back to',
    status: 302,
    answer: null,
  })
  async beginOidc(
    @Query({ schema: BeginQuery }) { returnTo }: BeginQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Onward> {
    return { url: await this.signIn.begin(request, response, returnTo) };
  }

  @Get('callback')
  @Header('cache-control', 'no-store')
  @Redirect()
  @Operation({
    access: 'public',
    summary:
      'Where the OpenID provider sends the browser back to; leads on to the page that was wanted, or to the sign-in page',
    status: 302,
    answer: null,
    recorded: 'always',
  })
  async signInByOidc(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Onward> {
    return { url: await this.signIn.finish(request, response) };
  }
}
