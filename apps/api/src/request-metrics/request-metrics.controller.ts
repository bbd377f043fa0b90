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
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Operation } from '../openapi/operation.js';
import { ENVIRONMENT_PARAM } from '../http/input/known-params.js';
import { KnownEnvironment } from '../http/input/known.pipe.js';
import { EndpointQuery, PopularQuery, SlowRequestsQuery, TimeSeriesQuery, WindowQuery } from './queries.js';

const READS_REDIS = ['unknown-environment', 'not-configured', 'service-unavailable'] as const;

/** The application's own request figures, read from the environment's Redis. */
@ApiTags('request metrics')
@ApiParam(ENVIRONMENT_PARAM)
@Controller('internal/environments/:environment')
export class RequestMetricsController {
  constructor(private readonly reader: RequestMetricsReader) {}

  @Get('metrics')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Requests by endpoint and by status code since counting began',
    answer: RequestTotals,
    problems: READS_REDIS,
  })
  requestTotals(@Param('environment', KnownEnvironment) environment: EnvironmentId): Promise<RequestTotals> {
    return this.reader.totals(environment);
  }

  @Get('health')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Error share, availability and health over the last minutes',
    answer: RequestWindow,
    problems: READS_REDIS,
  })
  requestHealth(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: WindowQuery }) { minutes }: WindowQuery,
  ): Promise<RequestWindow> {
    return this.reader.health(environment, minutes);
  }

  @Get('endpoint-metrics')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Response times of one endpoint',
    answer: EndpointTimings,
    problems: READS_REDIS,
  })
  endpointMetrics(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: EndpointQuery }) { endpoint }: EndpointQuery,
  ): Promise<EndpointTimings> {
    return this.reader.endpoint(environment, endpoint);
  }

  @Get('slow-requests')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'The newest requests that took over 2 s',
    answer: SlowRequests,
    problems: READS_REDIS,
  })
  async slowRequests(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: SlowRequestsQuery }) { limit }: SlowRequestsQuery,
  ): Promise<SlowRequests> {
    return { slowRequests: await this.reader.slowRequests(environment, limit) };
  }

  @Get('timeseries')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Response times in a range or over the last minutes, of one endpoint or of all; kept for a day',
    answer: RequestTimeSeries,
    problems: READS_REDIS,
  })
  requestTimeSeries(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: TimeSeriesQuery }) { endpoint, range }: TimeSeriesQuery,
  ): Promise<RequestTimeSeries> {
    return this.reader.timeSeries(environment, endpoint, range);
  }

  @Get('popular-endpoints')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'The endpoints with most requests',
    answer: PopularEndpoints,
    problems: READS_REDIS,
  })
  async popularEndpoints(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Query({ schema: PopularQuery }) { limit }: PopularQuery,
  ): Promise<PopularEndpoints> {
    return { popularEndpoints: await this.reader.popular(environment, limit) };
  }

  @Get('summary')
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'Health, totals, endpoints, popular and slow requests in one answer',
    answer: RequestSummary,
    problems: READS_REDIS,
  })
  requestSummary(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
  ): Promise<RequestSummary> {
    return this.reader.summary(environment);
  }
}
