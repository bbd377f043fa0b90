import type { Problem } from '@envscope/contracts/index.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { Redactor } from '@envscope/settings/redactor.js';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { PROBLEM_TYPE } from '../openapi/answers.js';
import { TooSoon } from './domain-errors.js';
import { meaningOf } from './error-meanings.js';
import { bounded } from './problem-bounds.js';

/** The one place where an error becomes an answer: RFC 9457 problem details. Bugs are logged here, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly redactor: Redactor) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { originalUrl } = host.switchToHttp().getRequest<Request>();
    const meaning = meaningOf(error, originalUrl.split('?')[0] ?? '');
    if (meaning.status >= 500 && !(error instanceof StoreFault)) {
      this.logger.error(error instanceof Error ? error : String(error));
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    if (error instanceof TooSoon) response.set('retry-after', String(Math.ceil(error.retryAfterMs / 1_000)));
    const problem: Problem = {
      type: 'about:blank',
      title: STATUS_CODES[meaning.status] ?? 'Error',
      params: {},
      ...meaning,
    };
    response
      .status(problem.status)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(bounded(this.redactor.value(problem))));
  }
}
