import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { Catch, Logger, Optional, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RefusedRequests } from '../../audit/refused-requests.js';
import { PROBLEM_TYPE } from '../../openapi/operation.js';
import { Repeats, times } from '../../repeats.js';
import { bounded } from './problem-bounds.js';
import { problemOf } from './problem-of.js';

/** What nobody foresaw. Other statuses of 500 and more (502, 503) are expected: whoever finds their cause logs it. */
const FAULT = 500;

/** What a service refused, and to whom. */
interface Refusal {
  readonly error: IntegrationError;
  readonly path: string;
}

/**
 * The one place where an error becomes an answer: RFC 9457 problem details. Faults of the console are logged here as errors, once;
 * a service that refuses or is silent is none, and a line in the log.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');
  private readonly refusals = new Repeats<Refusal>(({ error, path }, count) =>
    this.logger.warn(`Answered 502 to ${path}: ${error.reason.code} (${error.message})${times(count)}`),
  );

  constructor(
    private readonly redactor: Redactor,
    @Optional() private readonly refused?: RefusedRequests,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    // Whoever asked is gone, which ended the work: nothing is at fault, and nobody waits.
    if (response.closed && error instanceof DOMException && error.name === 'AbortError') return;
    const request = host.switchToHttp().getRequest<Request>();
    const path = request.originalUrl.split('?')[0] ?? '';
    const problem = problemOf(error, path);
    this.refused?.note(request, problem);
    if (error instanceof IntegrationError) {
      this.refusals.note(`${error.reason.code} ${path}`, { error, path });
    } else if (problem.status === FAULT) {
      this.logger.error(error instanceof Error ? error : String(error));
    }
    if (response.headersSent) {
      response.end();
      return;
    }
    const { retryAfterMs } = problem.params;
    if (retryAfterMs !== undefined) {
      response.set('retry-after', String(Math.ceil(Number(retryAfterMs) / 1_000)));
    }
    response
      .status(problem.status)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(bounded(this.redactor.value(problem))));
  }
}
