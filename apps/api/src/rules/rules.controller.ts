import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { Rule, RuleChange, RuleDraft, RuleList } from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { RulesQuery } from './queries.js';
import { RuleActions } from './rule-actions.js';

/** Alert rules: built-in ones, and those that people create. */
@ApiTags('rules')
@UseGuards(StoreGuard)
@Controller('internal/rules')
export class RulesController {
  constructor(private readonly actions: RuleActions) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Alert rules, how often each has fired, and statistics of all of them',
    answer: RuleList,
    problems: ['store-failing'],
  })
  rules(@Query({ schema: RulesQuery }) query: RulesQuery, @Asker() asker: Principal): Promise<RuleList> {
    return this.actions.list(query, asker);
  }

  @Post()
  @Operation({
    access: { permission: 'rules:write', in: 'handler' },
    summary: 'Create a rule',
    status: 201,
    answer: Rule,
    problems: ['unknown-environment', 'too-many-rules', 'store-failing'],
  })
  createRule(@Body({ schema: RuleDraft }) draft: RuleDraft, @Asker() asker: Principal): Promise<Rule> {
    return this.actions.create(draft, asker);
  }

  @Put(':id')
  @Operation({
    access: { permission: 'rules:write', in: 'handler' },
    summary: 'Change a rule; a built-in rule keeps its measurement and condition',
    answer: Rule,
    problems: ['unknown-rule', 'unknown-environment', 'rule-changed', 'store-failing'],
  })
  changeRule(
    @Param('id') id: string,
    @Body({ schema: RuleChange }) change: RuleChange,
    @Asker() asker: Principal,
  ): Promise<Rule> {
    return this.actions.change(id, change, asker);
  }

  @Post(':id/reset')
  @Operation({
    access: { permission: 'rules:write', in: 'handler' },
    summary: 'Reset a built-in rule to its defaults',
    answer: Rule,
    problems: ['unknown-rule', 'rule-not-built-in', 'store-failing'],
  })
  resetRule(@Param('id') id: string, @Asker() asker: Principal): Promise<Rule> {
    return this.actions.reset(id, asker);
  }

  @Delete(':id')
  @Operation({
    access: { permission: 'rules:write', in: 'handler' },
    summary: 'Delete a rule; a built-in rule can only be turned off',
    status: 204,
    answer: null,
    problems: ['unknown-rule', 'rule-built-in', 'store-failing'],
  })
  deleteRule(@Param('id') id: string, @Asker() asker: Principal): Promise<void> {
    return this.actions.remove(id, asker);
  }
}
