import { Problem, PROBLEM_STATUS, type ProblemCode } from '@envscope/contracts/index.js';
import { problems as PROBLEM_TEXTS } from '@envscope/texts/en/codes/problems.js';
import { applyDecorators, HttpCode, SerializeOptions, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import type { Access } from '../access/access.js';

/** The media type of RFC 9457, which every refusal of the API has. */
export const PROBLEM_TYPE = 'application/problem+json';

/** Where the OpenAPI document names the permission that an operation takes; `public` where everybody may ask. */
export const PERMISSION_EXTENSION = 'x-permission';

/** Where it names where that permission counts, as `Access` does. */
export const SCOPE_EXTENSION = 'x-permission-scope';

/** Under this key a handler keeps what `Operation` said of it. */
export const OPERATION = Symbol('OPERATION');

/** What one operation of the API is for, who may ask for it, and everything that it may answer. */
export interface OperationOptions {
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** 200 where nothing else is said. */
  readonly status?: number;
  /** The schema that checks and documents what goes out; null: no body; or the media type of a stream. */
  readonly answer: z.core.$ZodType | null | 'text/event-stream' | 'application/x-ndjson';
  /**
   * Whether the audit log has an entry of it: `always` where nothing else is said and it is no GET, and only while entries can
   * be stored; `afterwards` for what makes the store work again; `never` for what changes nothing,
   * or has a log of its own.
   */
  readonly recorded?: 'always' | 'afterwards' | 'never';
  /** What a caller has to expect besides the problems that any operation may answer. */
  readonly problems?: readonly ProblemCode[];
}

/** Says once what a handler is for and what it answers. Every handler has one. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { access, summary, description, status = 200, answer, problems = [] } = options;
  return applyDecorators(
    SetMetadata(OPERATION, options),
    ApiOperation({ summary, ...(description !== undefined && { description }) }),
    ApiExtension(PERMISSION_EXTENSION, typeof access === 'string' ? access : access.permission),
    ...(typeof access === 'string' ? [] : [ApiExtension(SCOPE_EXTENSION, access.in)]),
    HttpCode(status),
    ApiResponse({ status, ...documented(answer, STATUS_CODES[status] ?? '') }),
    ...(answer === null || typeof answer === 'string' ? [] : [SerializeOptions({ schema: answer })]),
    ...[...Map.groupBy(problems, (code) => PROBLEM_STATUS[code])].map(([refused, codes]) =>
      ApiResponse({ status: refused, ...problemResponse(codes) }),
    ),
  );
}

/** A response of the OpenAPI document that holds one of the problems. */
export function problemResponse(codes: readonly ProblemCode[]) {
  const code = { type: 'string' as const, enum: [...codes] };
  const schema = {
    allOf: [{ $ref: PROBLEM_REFERENCE }, { type: 'object' as const, properties: { code } }],
  };
  const description = codes.map((each) => `\`${each}\`: ${plain(PROBLEM_TEXTS[each])}`).join(' ');
  return { description, content: { [PROBLEM_TYPE]: { schema } } };
}

function documented(answer: OperationOptions['answer'], description: string) {
  if (answer === null) return { description };
  if (typeof answer !== 'string') return { description, standardSchema: answer };
  return { description, content: { [answer]: { schema: { type: 'string' as const } } } };
}

/** A text with the names of its values in their places. */
const plain = (text: string) => text.replace(/\{\{(\w+)\}\}/g, '`$1`');

const PROBLEM_REFERENCE = `#/components/schemas/${z.globalRegistry.get(Problem)?.id ?? ''}`;
