import {
  EndpointTimings,
  PopularEndpoints,
  Problem,
  RequestSummary,
  RequestTimeSeries,
  RequestTotals,
  RequestWindow,
  SlowRequests,
  type EnvironmentId,
} from '@envscope/contracts/index.js';
import { RequestMetricsReader } from '@envscope/integrations/request-metrics/request-metrics.reader.js';
import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import {
  ApiBadGatewayResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { KnownEnvironment } from '../http/known.pipe.js';
import {
  EndpointQuestion,
  PopularQuestion,
  SlowRequestsQuestion,
  TimeSeriesQuestion,
  WindowQuestion,
} from './questions.js';

/** The application's own request figures, read from the environment's Redis. */
@ApiTags('request metrics')
@ApiParam({ name: 'environment', example: 'staging' })
@ApiBadRequestResponse({ standardSchema: Problem })
@ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment' })
@ApiConflictResponse({ standardSchema: Problem, description: 'No Redis is configured there' })
@ApiBadGatewayResponse({ standardSchema: Problem, description: 'Redis does not answer; `reason` says why' })
@Controller('internal/environments/:environment')
export class RequestMetricsController {
  constructor(private readonly reader: RequestMetricsReader) {}

  @Get('metrics')
  @ApiOperation({ summary: 'Requests by endpoint and by status code since counting began' })
  @ApiOkResponse({ standardSchema: RequestTotals })
  @SerializeOptions({ schema: RequestTotals })
  metrics(@Param('environment', KnownEnvironment) environment: EnvironmentId): Promise<RequestTotals> {
    return this.reader.totals(environment);
  }

  @Get('health')
  @ApiOperation({ summary: 'Error share, availability and health over the last minutes' })
  @ApiOkResponse({ standardSchema: RequestWindow })
  @SerializeOptions({ schema: RequestWindow })
  health(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: WindowQuestion }) { minutes }: WindowQuestion,
  ): Promise<RequestWindow> {
    return this.reader.health(environment, minutes);
  }

  @Get('endpoint-metrics')
  @ApiOperation({ summary: 'Response times of one endpoint' })
  @ApiOkResponse({ standardSchema: EndpointTimings })
  @SerializeOptions({ schema: EndpointTimings })
  endpointMetrics(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: EndpointQuestion }) { endpoint }: EndpointQuestion,
  ): Promise<EndpointTimings> {
    return this.reader.endpoint(environment, endpoint);
  }

  @Get('slow-requests')
  @ApiOperation({ summary: 'The newest requests that took over 2 s' })
  @ApiOkResponse({ standardSchema: SlowRequests })
  @SerializeOptions({ schema: SlowRequests })
  async slowRequests(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: SlowRequestsQuestion }) { limit }: SlowRequestsQuestion,
  ): Promise<SlowRequests> {
    return { slowRequests: await this.reader.slowRequests(environment, limit) };
  }

  @Get('timeseries')
  @ApiOperation({ summary: 'Response times over the last minutes, of one endpoint or of all' })
  @ApiOkResponse({ standardSchema: RequestTimeSeries })
  @SerializeOptions({ schema: RequestTimeSeries })
  timeSeries(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: TimeSeriesQuestion }) { endpoint, minutes }: TimeSeriesQuestion,
  ): Promise<RequestTimeSeries> {
    return this.reader.timeSeries(environment, endpoint ?? null, minutes);
  }

  @Get('popular-endpoints')
  @ApiOperation({ summary: 'The endpoints with most requests' })
  @ApiOkResponse({ standardSchema: PopularEndpoints })
  @SerializeOptions({ schema: PopularEndpoints })
  async popularEndpoints(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: PopularQuestion }) { limit }: PopularQuestion,
  ): Promise<PopularEndpoints> {
    return { popularEndpoints: await this.reader.popular(environment, limit) };
  }

  @Get('summary')
  @ApiOperation({ summary: 'Health, totals, endpoints, popular and slow requests in one answer' })
  @ApiOkResponse({ standardSchema: RequestSummary })
  @SerializeOptions({ schema: RequestSummary })
  summary(@Param('environment', KnownEnvironment) environment: EnvironmentId): Promise<RequestSummary> {
    return this.reader.summary(environment);
  }
}
