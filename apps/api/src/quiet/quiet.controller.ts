import { Quiet, QuietAdded, QuietDraft, QuietEnd, QuietList } from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { QuietsQuestion } from './questions.js';
import { QuietDesk } from './quiet-desk.js';

/** Maintenance and silences: what is recorded without being told. */
@ApiTags('quiet')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/quiet')
export class QuietController {
  constructor(private readonly desk: QuietDesk) {}

  @Get()
  @ApiOperation({
    summary:
      'Planned and active quiet times, and those that ended within 30 days; the one that begins last first',
  })
  @Answers(200, QuietList)
  quiets(@Query({ schema: QuietsQuestion }) question: QuietsQuestion): QuietList {
    return this.desk.list(question);
  }

  @Post()
  @ApiOperation({
    summary: 'Keep an environment, a service or a target quiet',
    description:
      'A deployment opens a maintenance without an end and ends it by its `id` when it is done. `warnings` says what may ' +
      'not have been meant, as a target of which nothing is known: it is kept all the same.',
  })
  @Answers(201, QuietAdded, {
    400: 'Ill-formed, it would end before it starts, or last for more than a year',
    404: 'No such environment; `known` lists them',
    409: 'There are too many quiet times; `most` says how many may be active or planned',
  })
  addQuiet(@Body({ schema: QuietDraft }) draft: QuietDraft): Promise<QuietAdded> {
    return this.desk.add(draft);
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'End a quiet time now; what is open still is told at once' })
  @Answers(200, Quiet, { 404: 'No such quiet time', 409: 'It is over already' })
  endQuiet(@Param('id') id: string, @Body({ schema: QuietEnd }) end: QuietEnd): Promise<Quiet> {
    return this.desk.end(id, end);
  }
}
