import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemOf } from '../../http/problems/problem-of.js';
import { OidcSignIn } from './oidc-sign-in.js';

const FAULT = 500;

/** Leads whoever could not sign in back to the sign-in page, which says why: they are looking at a page, not at an answer. */
@Catch()
export class BackToDoor implements ExceptionFilter {
  private readonly logger = new Logger('Sign-in');

  constructor(private readonly signIn: OidcSignIn) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { code, status } = problemOf(error, request.path);
    if (status === FAULT) this.logger.error(error instanceof Error ? error : String(error));
    if (response.headersSent) response.end();
    else response.redirect(302, this.signIn.doorFor(request, code));
  }
}
