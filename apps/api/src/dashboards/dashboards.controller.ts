import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { Dashboard, Overview, OverviewHistory, type EnvironmentId } from '@envscope/contracts/index.js';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ENVIRONMENT_PARAM } from '../http/input/known-params.js';
import { KnownEnvironment } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { Dashboards } from './dashboards.js';
import { DayReader } from './day-reader.js';

/** All environments at a glance, and one of them in detail. */
@ApiTags('monitoring')
@Controller('internal')
export class DashboardsController {
  constructor(
    private readonly dashboards: Dashboards,
    private readonly day: DayReader,
  ) {}

  @Get('overview')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Environments by services',
    answer: Overview,
  })
  overview(@Asker() asker: Principal): Overview {
    return this.dashboards.overview(asker);
  }

  @Get('overview/history')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'How every service of every environment stood in the last day, by the half-hour',
    answer: OverviewHistory,
    problems: ['store-failing'],
  })
  history(@Asker() asker: Principal): Promise<OverviewHistory> {
    return this.day.read(asker);
  }

  @Get('environments/:environment/dashboard')
  @ApiParam(ENVIRONMENT_PARAM)
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Everything that one environment tab shows',
    answer: Dashboard,
    problems: ['unknown-environment'],
  })
  dashboard(@Param('environment', KnownEnvironment) environment: EnvironmentId): Dashboard {
    return this.dashboards.of(environment);
  }
}
