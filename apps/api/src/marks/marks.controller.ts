import { Principal } from '@envscope/access/principal.js';
import { Marks, ReleaseList } from '@envscope/contracts/index.js';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asker } from '../access/asker.js';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { MarksReader } from './marks-reader.js';
import { MarksQuery, ReleasesQuery } from './marks.query.js';

/** What charts mark beside what was measured. */
@ApiTags('monitoring')
@UseGuards(StoreGuard)
@Controller('internal/marks')
export class MarksController {
  constructor(private readonly reader: MarksReader) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary:
      'Incidents, releases and deploys of some environments in a range; the last seven days by default',
    answer: Marks,
    problems: ['unknown-environment', 'store-failing'],
  })
  marks(@Query({ schema: MarksQuery }) query: MarksQuery, @Asker() asker: Principal): Promise<Marks> {
    for (const environment of query.environments) asker.demand('read', environment);
    return this.reader.read(query);
  }

  @Get('releases')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Releases and deploys of all environments in a range; the last seven days by default',
    answer: ReleaseList,
  })
  releases(@Query({ schema: ReleasesQuery }) query: ReleasesQuery, @Asker() asker: Principal): ReleaseList {
    return this.reader.releases(query, asker);
  }
}
