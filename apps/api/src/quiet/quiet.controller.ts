import { Problem, Quiet, QuietDraft, QuietEnd, QuietList } from '@envscope/contracts/index.js';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, SerializeOptions } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { QuietDesk } from './quiet-desk.js';

/** Maintenance and silences: what is recorded without being told. */
@ApiTags('quiet')
@ApiServiceUnavailableResponse({ standardSchema: Problem, description: 'The store fails' })
@Controller('internal/quiet')
export class QuietController {
  constructor(private readonly desk: QuietDesk) {}

  @Get()
  @ApiOperation({ summary: 'Planned and active quiet times, and those that ended within 30 days' })
  @ApiOkResponse({ standardSchema: QuietList })
  @SerializeOptions({ schema: QuietList })
  async quiets(): Promise<QuietList> {
    return { quiets: await this.desk.list() };
  }

  @Post()
  @ApiOperation({
    summary: 'Keep an environment, a service or a target quiet',
    description: 'A deployment opens a maintenance without an end and ends it by its `id` when it is done.',
  })
  @ApiCreatedResponse({ standardSchema: Quiet })
  @ApiBadRequestResponse({
    standardSchema: Problem,
    description: 'Ill-formed, or it would end before it starts',
  })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: Quiet })
  add(@Body({ schema: QuietDraft }) draft: QuietDraft): Promise<Quiet> {
    return this.desk.add(draft);
  }

  @Post(':id/end')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'End a quiet time now; what is open still is told at once' })
  @ApiOkResponse({ standardSchema: Quiet })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such quiet time' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'It is over already' })
  @SerializeOptions({ schema: Quiet })
  end(@Param('id') id: string, @Body({ schema: QuietEnd }) end: QuietEnd): Promise<Quiet> {
    return this.desk.end(id, end);
  }
}
