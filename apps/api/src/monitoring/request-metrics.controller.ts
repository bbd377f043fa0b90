import {
  EndpointTimings,
  PopularEndpoints,
  RequestSummary,
  RequestTimeSeries,
  RequestTotals,
  RequestWindow,
  SlowRequests,
  type EnvironmentId,
} from '@envscope/contracts/index.js';
import { RequestMetricsReader } from '@envscope/integrations/request-metrics/request-metrics.reader.js';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, Refuses } from '../openapi/answers.js';
import { KnownEnvironment } from '../http/input/known.pipe.js';
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
@Refuses({
  404: 'No such environment',
  409: 'No Redis is configured there',
  502: 'Redis does not answer; `reason` says why',
})
@Controller('internal/environments/:environment')
export class RequestMetricsController {
  constructor(private readonly reader: RequestMetricsReader) {}

  @Get('metrics')
  @ApiOperation({ summary: 'Requests by endpoint and by status code since counting began' })
  @Answers(200, RequestTotals)
  requestTotals(@Param('environment', KnownEnvironment) environment: EnvironmentId): Promise<RequestTotals> {
    return this.reader.totals(environment);
  }

  @Get('health')
  @ApiOperation({ summary: 'Error share, availability and health over the last minutes' })
  @Answers(200, RequestWindow)
  requestHealth(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: WindowQuestion }) { minutes }: WindowQuestion,
  ): Promise<RequestWindow> {
    return this.reader.health(environment, minutes);
  }

  @Get('endpoint-metrics')
  @ApiOperation({ summary: 'Response times of one endpoint' })
  @Answers(200, EndpointTimings)
  endpointMetrics(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: EndpointQuestion }) { endpoint }: EndpointQuestion,
  ): Promise<EndpointTimings> {
    return this.reader.endpoint(environment, endpoint);
  }

  @Get('slow-requests')
  @ApiOperation({ summary: 'The newest requests that took over 2 s' })
  @Answers(200, SlowRequests)
  async slowRequests(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: SlowRequestsQuestion }) { limit }: SlowRequestsQuestion,
  ): Promise<SlowRequests> {
    return { slowRequests: await this.reader.slowRequests(environment, limit) };
  }

  @Get('timeseries')
  @ApiOperation({ summary: 'Response times over the last minutes, of one endpoint or of all' })
  @Answers(200, RequestTimeSeries)
  requestTimeSeries(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: TimeSeriesQuestion }) { endpoint, minutes }: TimeSeriesQuestion,
  ): Promise<RequestTimeSeries> {
    return this.reader.timeSeries(environment, endpoint ?? null, minutes);
  }

  @Get('popular-endpoints')
  @ApiOperation({ summary: 'The endpoints with most requests' })
  @Answers(200, PopularEndpoints)
  async popularEndpoints(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: PopularQuestion }) { limit }: PopularQuestion,
  ): Promise<PopularEndpoints> {
    return { popularEndpoints: await this.reader.popular(environment, limit) };
  }

  @Get('summary')
  @ApiOperation({ summary: 'Health, totals, endpoints, popular and slow requests in one answer' })
  @Answers(200, RequestSummary)
  requestSummary(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
  ): Promise<RequestSummary> {
    return this.reader.summary(environment);
  }
}
