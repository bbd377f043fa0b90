import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Module } from '@nestjs/common';
import { RuleDesk } from './rule-desk.js';
import { RulesController } from './rules.controller.js';

@Module({ imports: [MonitoringModule], controllers: [RulesController], providers: [RuleDesk] })
export class RulesApiModule {}
