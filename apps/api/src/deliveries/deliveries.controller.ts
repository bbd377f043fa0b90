import { DeliveryPage, Problem, ReplayReport, ReplayRequest } from '@envscope/contracts/index.js';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { DeliveryDesk } from './delivery-desk.js';
import { DeliveriesQuestion } from './questions.js';

/** Every message that was wanted, and what became of it. */
@ApiTags('deliveries')
@ApiServiceUnavailableResponse({ standardSchema: Problem, description: 'The store fails' })
@Controller('internal/deliveries')
export class DeliveriesController {
  constructor(private readonly desk: DeliveryDesk) {}

  @Get()
  @ApiOperation({ summary: 'Deliveries, newest first, by filters; give `nextCursor` back for the next page' })
  @ApiOkResponse({ standardSchema: DeliveryPage })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: DeliveryPage })
  deliveries(@Query({ schema: DeliveriesQuestion }) question: DeliveriesQuestion): Promise<DeliveryPage> {
    return this.desk.page(question);
  }

  @Post('replays')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Put every dead delivery back into its queue: of one environment, or of all' })
  @ApiOkResponse({ standardSchema: ReplayReport })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: ReplayReport })
  replayAll(@Body({ schema: ReplayRequest.default({}) }) request: ReplayRequest): Promise<ReplayReport> {
    return this.desk.replayAll(request);
  }

  @Post(':id/replay')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Put a dead delivery back into its queue' })
  @ApiOkResponse({ standardSchema: ReplayReport })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such delivery' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'It is not dead; `state` says what it is' })
  @SerializeOptions({ schema: ReplayReport })
  replay(@Param('id') id: string): Promise<ReplayReport> {
    return this.desk.replay(id);
  }
}
