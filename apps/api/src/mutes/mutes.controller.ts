import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { nameOf } from '../access/name-of.js';
import { Mute, MuteAdded, MuteDraft, MuteEnd, MuteList } from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { MuteActions } from './mute-actions.js';
import { MutesQuery } from './queries.js';

/** Maintenance windows and silences: incidents are recorded, and nobody is notified. */
@ApiTags('mutes')
@UseGuards(StoreGuard)
@Controller('internal/mutes')
export class MutesController {
  constructor(private readonly actions: MuteActions) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Planned and active mutes, and those that ended within 30 days; the one that begins last first',
    answer: MuteList,
  })
  mutes(@Query({ schema: MutesQuery }) query: MutesQuery, @Asker() asker: Principal): MuteList {
    return this.actions.list(query, asker);
  }

  @Post()
  @Operation({
    access: { permission: 'mutes:write', in: 'handler' },
    summary: 'Mute an environment, a service, a target or a single incident',
    description:
      'A deployment opens a maintenance without an end and ends it by its `id` when it is done. `warnings` says what may ' +
      'not have been meant, as a target of which nothing is known: it is kept all the same.',
    status: 201,
    answer: MuteAdded,
    problems: [
      'unknown-environment',
      'unknown-incident',
      'incident-resolved',
      'too-many-mutes',
      'store-failing',
    ],
  })
  addMute(@Body({ schema: MuteDraft }) draft: MuteDraft, @Asker() asker: Principal): Promise<MuteAdded> {
    return this.actions.add({ ...draft, by: nameOf(asker, draft.by) }, asker);
  }

  @Post(':id/end')
  @Operation({
    access: { permission: 'mutes:write', in: 'handler' },
    summary: 'End a mute now; notifications of open incidents follow at once',
    answer: Mute,
    problems: ['unknown-mute', 'mute-ended', 'store-failing'],
  })
  endMute(
    @Param('id') id: string,
    @Body({ schema: MuteEnd }) end: MuteEnd,
    @Asker() asker: Principal,
  ): Promise<Mute> {
    return this.actions.end(id, { by: nameOf(asker, end.by) }, asker);
  }
}
