import {
  CheckAccepted,
  CheckRequest,
  ConsoleConfig,
  Dashboard,
  Overview,
  Problem,
  Series,
  ServiceDetail,
  type EnvironmentId,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { KnownEnvironment, KnownService } from '../http/known.pipe.js';
import { Pacer } from '../http/pacer.js';
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
  @ApiOkResponse({ standardSchema: ConsoleConfig })
  @SerializeOptions({ schema: ConsoleConfig })
  config(): ConsoleConfig {
    return this.configView.show();
  }

  @Get('overview')
  @ApiOperation({ summary: 'Environments by services' })
  @ApiOkResponse({ standardSchema: Overview })
  @SerializeOptions({ schema: Overview })
  overview(): Overview {
    return this.dashboards.overview();
  }

  @Get('environments/:environment/dashboard')
  @ApiOperation({ summary: 'Everything that one environment tab shows' })
  @ApiParam(environmentParam)
  @ApiOkResponse({ standardSchema: Dashboard })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: Dashboard })
  dashboard(@Param('environment', KnownEnvironment) environment: EnvironmentId): Dashboard {
    return this.dashboards.of(environment);
  }

  @Get('environments/:environment/services/:service')
  @ApiOperation({ summary: 'One service of one environment, whole' })
  @ApiParam(environmentParam)
  @ApiParam(serviceParam)
  @ApiOkResponse({ standardSchema: ServiceDetail })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment or service' })
  @SerializeOptions({ schema: ServiceDetail })
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
  @ApiOkResponse({ standardSchema: Series })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment or service' })
  @SerializeOptions({ schema: Series })
  series(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('service', KnownService) service: ServiceKind,
    @Query({ schema: SeriesQuestion }) question: SeriesQuestion,
  ): Promise<Series> {
    return this.seriesReader.read(environment, service, question);
  }

  @Post('environments/:environment/checks')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Check now: all services or one; results come over the stream' })
  @ApiParam(environmentParam)
  @ApiAcceptedResponse({ standardSchema: CheckAccepted })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment' })
  @ApiTooManyRequestsResponse({ standardSchema: Problem })
  @SerializeOptions({ schema: CheckAccepted })
  check(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Body({ schema: CheckRequest.default({}) }) { service }: CheckRequest,
  ): CheckAccepted {
    this.pacer.admit(`${environment}/${service ?? '*'}`);
    return { environment, services: this.schedule.request(environment, service) };
  }
}
