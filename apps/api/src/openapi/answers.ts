import { Problem } from '@envscope/contracts/index.js';
import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';

/** What a handler refuses: a status, and what it means there. */
export type Refusals = Readonly<Record<number, string>>;

/** The media type of RFC 9457, which every refusal of the API has. */
export const PROBLEM_TYPE = 'application/problem+json';

/** Refusals of several handlers. */
export const STORE_FAILS: Refusals = { 503: 'The store fails' };
export const NO_SUCH_ENVIRONMENT: Refusals = { 404: 'No such environment; `known` lists them' };
export const TOO_SOON: Refusals = { 429: 'Asked again too soon; `retry-after` says when' };

/**
 * Says once what a handler answers: its status, the schema that checks and documents what goes out (null: no body), and
 * the problems that a caller has to expect besides those of every handler.
 */
export function Answers(
  status: number,
  schema: z.core.$ZodType | null,
  refusals: Refusals = {},
): MethodDecorator {
  const description = STATUS_CODES[status] ?? '';
  return applyDecorators(
    HttpCode(status),
    ApiResponse(schema === null ? { status, description } : { status, description, standardSchema: schema }),
    ...(schema === null ? [] : [SerializeOptions({ schema })]),
    Refuses(refusals),
  );
}

/** Documents problems that a handler, or every handler of a controller, answers with. */
export function Refuses(refusals: Refusals): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...Object.entries(refusals).map(([status, description]) =>
      ApiResponse({ status: Number(status), ...problem(description) }),
    ),
  );
}

/** A response of the OpenAPI document that holds a problem. */
export function problem(description: string) {
  const schema = { $ref: `#/components/schemas/${PROBLEM_NAME}` };
  return { description, content: { [PROBLEM_TYPE]: { schema } } };
}

const PROBLEM_NAME = z.globalRegistry.get(Problem)?.id ?? '';
