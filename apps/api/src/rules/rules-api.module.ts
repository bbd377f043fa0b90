import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { RuleActions } from './rule-actions.js';
import { RulePreviewsController } from './rule-previews.controller.js';
import { RuleTargetNames } from './rule-targets.js';
import { RulesController } from './rules.controller.js';

@Module({
  imports: [MonitoringModule],
  controllers: [RulesController, RulePreviewsController],
  providers: [RuleActions, RuleTargetNames],
})
export class RulesApiModule {}
