import { Series, type EnvironmentId, type ServiceKind } from '@envscope/contracts/index.js';
import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { ConcurrencyLimit } from '../http/limits/concurrency-limit.js';
import { ENVIRONMENT_PARAM, SERVICE_PARAM } from '../http/input/known-params.js';
import { KnownEnvironment, KnownService } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { SeriesReader } from './series-reader.js';
import { SeriesQuery } from './series.query.js';

/** The history of what was measured. */
@ApiTags('monitoring')
@ApiParam(ENVIRONMENT_PARAM)
@ApiParam(SERVICE_PARAM)
@Controller('internal/environments/:environment/services/:service/series')
export class SeriesController {
  constructor(private readonly reader: SeriesReader) {}

  @Get()
  @UseInterceptors(ConcurrencyLimit)
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'One measurement of one target over a range, in buckets; the last hour by default',
    answer: Series,
    problems: ['unknown-environment', 'unknown-service', 'too-many-requests', 'busy', 'store-failing'],
  })
  series(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('service', KnownService) service: ServiceKind,
    @Query({ schema: SeriesQuery }) query: SeriesQuery,
  ): Promise<Series> {
    return this.reader.read(environment, service, query);
  }
}
