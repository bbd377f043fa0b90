import { Rule, RuleChange, RuleDraft, RuleList } from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { RulesQuestion } from './questions.js';
import { RuleActions } from './rule-actions.js';

/** Rules on measurements: those that come with the console, and those that people make. */
@ApiTags('rules')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/rules')
export class RulesController {
  constructor(private readonly desk: RuleActions) {}

  @Get()
  @ApiOperation({ summary: 'Rules, what has become of each, and statistics of all of them' })
  @Answers(200, RuleList)
  rules(@Query({ schema: RulesQuestion }) question: RulesQuestion): Promise<RuleList> {
    return this.desk.list(question);
  }

  @Post()
  @ApiOperation({ summary: 'Make a rule' })
  @Answers(201, Rule, {
    400: 'Ill-formed, or the service has no such measurement',
    404: 'No such environment; `known` lists them',
    409: 'There are too many rules; `most` says how many there may be',
  })
  createRule(@Body({ schema: RuleDraft }) draft: RuleDraft): Promise<Rule> {
    return this.desk.create(draft);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a rule; one that comes with the console goes on watching what it does' })
  @Answers(200, Rule, {
    400: 'Ill-formed, the service has no such measurement, or a built-in rule would watch something else',
    404: 'No such rule or environment',
    409: 'Somebody changed it since it was read; `at` says when',
  })
  changeRule(@Param('id') id: string, @Body({ schema: RuleChange }) change: RuleChange): Promise<Rule> {
    return this.desk.change(id, change);
  }

  @Post(':id/reset')
  @ApiOperation({ summary: 'Make a rule that comes with the console what it was at first' })
  @Answers(200, Rule, { 404: 'No such rule', 409: 'The rule does not come with the console' })
  resetRule(@Param('id') id: string): Promise<Rule> {
    return this.desk.reset(id);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Delete a rule; one that comes with the console can only be turned off' })
  @Answers(204, null, { 404: 'No such rule', 409: 'The rule comes with the console' })
  deleteRule(@Param('id') id: string): Promise<void> {
    return this.desk.remove(id);
  }
}
