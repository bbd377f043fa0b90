import { Rule, ServiceKind } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { paging } from '../http/input/paging.js';

/** One page of the rules. */
export const RulesQuery = z.strictObject({
  ...paging,
  // Built-in rules are called by a name.
  cursor: z.optional(Rule.shape.id).meta({ description: 'The `nextCursor` of the page before' }),
});
export type RulesQuery = z.infer<typeof RulesQuery>;

/** Whose targets are asked for. */
export const RuleTargetsQuery = z.strictObject({ service: ServiceKind });
export type RuleTargetsQuery = z.infer<typeof RuleTargetsQuery>;
