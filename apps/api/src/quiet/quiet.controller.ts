import { Quiet, QuietDraft, QuietEnd, QuietList } from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { QuietDesk } from './quiet-desk.js';

/** Maintenance and silences: what is recorded without being told. */
@ApiTags('quiet')
@Refuses(STORE_FAILS)
@Controller('internal/quiet')
export class QuietController {
  constructor(private readonly desk: QuietDesk) {}

  @Get()
  @ApiOperation({ summary: 'Planned and active quiet times, and those that ended within 30 days' })
  @Answers(200, QuietList)
  async quiets(): Promise<QuietList> {
    return { quiets: await this.desk.list() };
  }

  @Post()
  @ApiOperation({
    summary: 'Keep an environment, a service or a target quiet',
    description: 'A deployment opens a maintenance without an end and ends it by its `id` when it is done.',
  })
  @Answers(201, Quiet, {
    400: 'Ill-formed, or it would end before it starts',
    404: 'No such environment; `known` lists them',
  })
  addQuiet(@Body({ schema: QuietDraft }) draft: QuietDraft): Promise<Quiet> {
    return this.desk.add(draft);
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'End a quiet time now; what is open still is told at once' })
  @Answers(200, Quiet, { 404: 'No such quiet time', 409: 'It is over already' })
  endQuiet(@Param('id') id: string, @Body({ schema: QuietEnd }) end: QuietEnd): Promise<Quiet> {
    return this.desk.end(id, end);
  }
}
