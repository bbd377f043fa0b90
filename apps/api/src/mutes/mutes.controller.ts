import { Mute, MuteAdded, MuteDraft, MuteEnd, MuteList } from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { MutesQuestion } from './questions.js';
import { MuteActions } from './mute-actions.js';

/** Maintenance and silences: what is recorded without being told. */
@ApiTags('mutes')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/mutes')
export class MutesController {
  constructor(private readonly desk: MuteActions) {}

  @Get()
  @ApiOperation({
    summary: 'Planned and active mutes, and those that ended within 30 days; the one that begins last first',
  })
  @Answers(200, MuteList)
  mutes(@Query({ schema: MutesQuestion }) question: MutesQuestion): MuteList {
    return this.desk.list(question);
  }

  @Post()
  @ApiOperation({
    summary: 'Mute an environment, a service or a target',
    description:
      'A deployment opens a maintenance without an end and ends it by its `id` when it is done. `warnings` says what may ' +
      'not have been meant, as a target of which nothing is known: it is kept all the same.',
  })
  @Answers(201, MuteAdded, {
    400: 'Ill-formed, it would end before it starts, or last for more than a year',
    404: 'No such environment; `known` lists them',
    409: 'There are too many mutes; `most` says how many may be active or planned',
  })
  addMute(@Body({ schema: MuteDraft }) draft: MuteDraft): Promise<MuteAdded> {
    return this.desk.add(draft);
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'End a mute now; what is open still is told at once' })
  @Answers(200, Mute, { 404: 'No such mute', 409: 'It is over already' })
  endMute(@Param('id') id: string, @Body({ schema: MuteEnd }) end: MuteEnd): Promise<Mute> {
    return this.desk.end(id, end);
  }
}
