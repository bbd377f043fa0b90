import type { Problem } from '@envscope/contracts/index.js';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { IntegrationError } from '@envscope/integrations/kernel/integration-error.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { Redactor } from '@envscope/settings/redactor.js';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { InvalidInput } from './input-validation.pipe.js';
import {
  ForeignRequest,
  InvalidQuestion,
  TooSoon,
  UnknownEnvironment,
  UnknownService,
} from './domain-errors.js';

type Described = Pick<Problem, 'status' | 'code'> & Partial<Pick<Problem, 'params' | 'errors'>>;

/** The one place where an error becomes an answer: RFC 9457 problem details. Bugs are logged here, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly redactor: Redactor) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const described = describe(error, host.switchToHttp().getRequest<Request>());
    if (described.status >= 500 && !(error instanceof StoreFault)) {
      this.logger.error(error instanceof Error ? error : String(error));
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    if (error instanceof TooSoon) response.set('retry-after', String(Math.ceil(error.retryAfterMs / 1_000)));
    const problem: Problem = {
      type: 'about:blank',
      title: STATUS_CODES[described.status] ?? 'Error',
      params: {},
      ...described,
    };
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(this.redactor.value(problem)));
  }
}

/** What each kind of error means to a caller. */
function describe(error: unknown, request: Request): Described {
  if (error instanceof InvalidInput) return { status: 400, code: 'invalid-input', errors: error.errors };
  if (error instanceof InvalidQuestion) {
    const errors = [{ field: error.field, code: error.code, message: error.message }];
    return { status: 400, code: 'invalid-input', errors };
  }
  if (error instanceof UnknownEnvironment) {
    return {
      status: 404,
      code: 'unknown-environment',
      params: { environment: error.environment, known: [...error.known] },
    };
  }
  if (error instanceof UnknownService) {
    return {
      status: 404,
      code: 'unknown-service',
      params: { service: error.service, known: [...error.known] },
    };
  }
  if (error instanceof TooSoon) {
    return { status: 429, code: 'too-soon', params: { retryAfterMs: error.retryAfterMs } };
  }
  if (error instanceof ForeignRequest) return { status: 403, code: `foreign-${error.header}` };
  if (error instanceof NotConfigured) {
    const params = { service: error.service, variables: [...error.variables] };
    return { status: 409, code: 'not-configured', params };
  }
  if (error instanceof IntegrationError) {
    return {
      status: 502,
      code: 'service-unavailable',
      params: { ...error.reason.params, reason: error.reason.code },
    };
  }
  if (error instanceof StoreFault) return { status: 503, code: 'store-failing' };
  if (error instanceof HttpException) return ofHttp(error, request);
  return { status: 500, code: 'internal-fault' };
}

const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'malformed-request',
  404: 'no-such-route',
  405: 'no-such-method',
  413: 'body-too-large',
};

function ofHttp(error: HttpException, request: Request): Described {
  const status = error.getStatus();
  const params: Problem['params'] = status === 404 ? { path: request.originalUrl.split('?')[0] ?? '' } : {};
  const code = HTTP_CODES[status] ?? 'refused';
  return isBodyUnreadable(error)
    ? { status, code, params, errors: [UNREADABLE_BODY] }
    : { status, code, params };
}

const UNREADABLE_BODY = { field: 'body', code: 'invalid-json', message: 'Not valid JSON' };

/** Nest hands on what the body's parser threw; its words would repeat a part of the body. */
function isBodyUnreadable(error: HttpException): boolean {
  return error.getStatus() === 400 && error.cause instanceof SyntaxError;
}
