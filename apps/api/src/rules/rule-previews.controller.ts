import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { RulePreview, RuleQuestion, RuleTargets } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { RulePreviews } from '@envscope/monitoring/rules/rule-previews.js';
import { RuleRepository } from '@envscope/monitoring/rules/rule-repository.js';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConcurrencyLimit } from '../http/limits/concurrency-limit.js';
import { AskerGone } from '../http/input/asker-gone.js';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { RuleTargetsQuery } from './queries.js';
import { RuleTargetNames } from './rule-targets.js';

/** What helps to write a rule: the targets that it can watch, and what it would have done. */
@ApiTags('rules')
@Controller('internal/rules')
export class RulePreviewsController {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly rules: RuleRepository,
    private readonly previews: RulePreviews,
    private readonly names: RuleTargetNames,
  ) {}

  @Get('targets')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'The targets of a service that a rule can name: endpoints, monitors, routes of the application',
    answer: RuleTargets,
  })
  async targets(
    @Query({ schema: RuleTargetsQuery }) { service }: RuleTargetsQuery,
    @Asker() asker: Principal,
  ): Promise<RuleTargets> {
    return { targets: await this.names.of(service, asker) };
  }

  @Post('preview')
  @HttpCode(200)
  @UseInterceptors(ConcurrencyLimit)
  @Operation({
    access: { permission: 'read', in: 'handler' },
    recorded: 'never',
    summary: 'What a rule would have done by what is stored, at most the last seven days; nothing is saved',
    answer: RulePreview,
    problems: ['unknown-environment', 'too-many-requests', 'busy', 'store-failing'],
  })
  preview(
    @Body({ schema: RuleQuestion }) question: RuleQuestion,
    @AskerGone() signal: AbortSignal,
    @Asker() asker: Principal,
  ): Promise<RulePreview> {
    const asked = question.environments;
    for (const environment of asked.length === 0 ? [null] : asked) asker.demand('read', environment);
    for (const environment of asked) knownEnvironment(this.environments, environment);
    this.rules.check(question);
    return this.previews.of(question, signal);
  }
}
