import { PROBLEM_STATUS, Refusal, type Problem, type ProblemCode } from '@envscope/contracts/index.js';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';

/** The problem that an error means to whoever asked for the path; `internal-error` where it is a bug. */
export function problemOf(error: unknown, path: string): Problem {
  if (error instanceof HttpException) return ofHttp(error, path);
  const { code, params = {}, errors } = refusalOf(error);
  return { ...problem(code, PROBLEM_STATUS[code]), params, ...(errors && { errors: [...errors] }) };
}

function refusalOf(error: unknown): Pick<Refusal, 'code'> & Partial<Pick<Refusal, 'params' | 'errors'>> {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreFault) return { code: 'store-failing' };
  if (error instanceof NotConfigured) {
    return {
      code: 'not-configured',
      params: { service: error.service, variables: [...error.variables] },
    };
  }
  if (error instanceof IntegrationError) {
    const { code: reason, params } = error.reason;
    return { code: 'service-unavailable', params: { ...params, reason } };
  }
  return { code: 'internal-error' };
}

/** What Nest and the parser of bodies refuse. */
const HTTP_CODES: Readonly<Record<number, ProblemCode>> = {
  404: 'unknown-route',
  413: 'body-too-large',
  415: 'body-not-json',
};

function ofHttp(error: HttpException, path: string): Problem {
  const status = error.getStatus();
  return {
    ...problem(HTTP_CODES[status] ?? 'malformed-request', status),
    params: status === 404 ? { path } : {},
    ...(isBodyUnreadable(error) && { errors: [UNREADABLE_BODY] }),
  };
}

function problem(code: ProblemCode, status: number) {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code };
}

const UNREADABLE_BODY = { field: 'body', code: 'invalid-json', message: 'Not valid JSON' } as const;

/** Nest hands on what the body's parser threw; its words would repeat a part of the body. */
function isBodyUnreadable(error: HttpException): boolean {
  return error.getStatus() === 400 && error.cause instanceof SyntaxError;
}
