import { Module } from '@nestjs/common';
import { DashboardsApiModule } from '../dashboards/dashboards-api.module.js';
import { IncidentsApiModule } from '../incidents/incidents-api.module.js';
import { Glances } from './glances.js';

@Module({ imports: [DashboardsApiModule, IncidentsApiModule], providers: [Glances] })
export class GlanceModule {}
