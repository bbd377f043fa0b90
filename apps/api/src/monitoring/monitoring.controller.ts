import {
  CheckAccepted,
  CheckRequest,
  ConsoleConfig,
  Dashboard,
  Overview,
  Series,
  ServiceDetail,
  type EnvironmentId,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Answers, NO_SUCH_ENVIRONMENT, TOO_SOON } from '../openapi/answers.js';
import { ConcurrencyLimit } from '../http/guards/concurrency-limit.js';
import { KnownEnvironment, KnownService } from '../http/input/known.pipe.js';
import { Pacer } from '../http/guards/pacer.js';
import { ConfigView } from './config-view.js';
import { Dashboards } from './dashboards.js';
import { SeriesQuestion } from './questions.js';
import { SeriesReader } from './series.js';
import { ServiceStates } from './service-states.js';

const CHECK_NOW_EVERY_MS = 3_000;

const environmentParam = { name: 'environment', example: 'staging', description: "An environment's key" };
const serviceParam = { name: 'service', example: 'redis' };

/** Everything about environments and services, aggregated for the console and for scripts. */
@ApiTags('monitoring')
@Controller('internal')
export class MonitoringController {
  private readonly pacer = new Pacer(CHECK_NOW_EVERY_MS);

  constructor(
    private readonly configView: ConfigView,
    private readonly dashboards: Dashboards,
    private readonly states: ServiceStates,
    private readonly seriesReader: SeriesReader,
    private readonly schedule: CheckSchedule,
  ) {}

  @Get('config')
  @ApiOperation({
    summary: 'Environments, their services and public settings: all that the console is drawn from',
  })
  @Answers(200, ConsoleConfig)
  config(): ConsoleConfig {
    return this.configView.show();
  }

  @Get('overview')
  @ApiOperation({ summary: 'Environments by services' })
  @Answers(200, Overview)
  overview(): Overview {
    return this.dashboards.overview();
  }

  @Get('environments/:environment/dashboard')
  @ApiOperation({ summary: 'Everything that one environment tab shows' })
  @ApiParam(environmentParam)
  @Answers(200, Dashboard, NO_SUCH_ENVIRONMENT)
  dashboard(@Param('environment', KnownEnvironment) environment: EnvironmentId): Dashboard {
    return this.dashboards.of(environment);
  }

  @Get('environments/:environment/services/:service')
  @ApiOperation({ summary: 'One service of one environment, whole' })
  @ApiParam(environmentParam)
  @ApiParam(serviceParam)
  @Answers(200, ServiceDetail, { 404: 'No such environment or service' })
  service(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('service', KnownService) service: ServiceKind,
  ): ServiceDetail {
    return this.states.detail(environment, service);
  }

  @Get('environments/:environment/services/:service/series')
  @ApiOperation({
    summary: 'One measurement of one target over a range, in buckets; the last hour by default',
  })
  @ApiParam(environmentParam)
  @ApiParam(serviceParam)
  @UseInterceptors(ConcurrencyLimit)
  @Answers(200, Series, {
    404: 'No such environment or service',
    429: 'Too many such questions at once; `retry-after` says when to ask again',
    503: 'The store fails, or too many ask at once',
  })
  series(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('service', KnownService) service: ServiceKind,
    @Query({ schema: SeriesQuestion }) question: SeriesQuestion,
  ): Promise<Series> {
    return this.seriesReader.read(environment, service, question);
  }

  @Post('environments/:environment/checks')
  @ApiOperation({ summary: 'Check now: all services or one; results come over the stream' })
  @ApiParam(environmentParam)
  @Answers(202, CheckAccepted, {
    ...NO_SUCH_ENVIRONMENT,
    ...TOO_SOON,
  })
  checkNow(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Body({ schema: z._default(CheckRequest, {}) }) { service }: CheckRequest,
  ): CheckAccepted {
    this.pacer.admit(`${environment}/${service ?? '*'}`);
    return { environment, services: this.schedule.request(environment, service) };
  }
}
