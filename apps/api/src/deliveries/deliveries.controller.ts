import { DeliveryPage, ReplayReport, ReplayRequest } from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, NO_SUCH_ENVIRONMENT, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { DeliveryActions } from './delivery-actions.js';
import { DeliveriesQuestion } from './questions.js';

/** Every message that was wanted, and what became of it. */
@ApiTags('deliveries')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/deliveries')
export class DeliveriesController {
  constructor(private readonly desk: DeliveryActions) {}

  @Get()
  @ApiOperation({ summary: 'Deliveries, newest first, by filters; give `nextCursor` back for the next page' })
  @Answers(200, DeliveryPage, NO_SUCH_ENVIRONMENT)
  deliveries(@Query({ schema: DeliveriesQuestion }) question: DeliveriesQuestion): Promise<DeliveryPage> {
    return this.desk.page(question);
  }

  @Post('replays')
  @ApiOperation({ summary: 'Put every dead delivery back into its queue: of one environment, or of all' })
  @Answers(200, ReplayReport, NO_SUCH_ENVIRONMENT)
  replayDeliveries(
    @Body({ schema: z._default(ReplayRequest, {}) }) request: ReplayRequest,
  ): Promise<ReplayReport> {
    return this.desk.replayAll(request);
  }

  @Post(':id/replay')
  @ApiOperation({ summary: 'Put a dead delivery back into its queue' })
  @Answers(200, ReplayReport, { 404: 'No such delivery', 409: 'It is not dead; `state` says what it is' })
  replayDelivery(@Param('id') id: string): Promise<ReplayReport> {
    return this.desk.replay(id);
  }
}
