import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { RuleActions } from './rule-actions.js';
import { RulesController } from './rules.controller.js';

@Module({ imports: [MonitoringModule], controllers: [RulesController], providers: [RuleActions] })
export class RulesApiModule {}
