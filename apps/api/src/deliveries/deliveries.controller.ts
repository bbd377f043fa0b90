import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { nameOf } from '../access/name-of.js';
import {
  DeliveryPage,
  Dismissal,
  DismissReport,
  DismissRequest,
  ReplayReport,
  ReplayRequest,
} from '@envscope/contracts/index.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { DeliveryActions } from './delivery-actions.js';
import { DeliveriesQuery } from './queries.js';

/** Every notification, and its state. */
@ApiTags('deliveries')
@UseGuards(StoreGuard)
@Controller('internal/deliveries')
export class DeliveriesController {
  constructor(private readonly actions: DeliveryActions) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Deliveries, newest first, by filters; give `nextCursor` back for the next page',
    answer: DeliveryPage,
    problems: ['unknown-environment', 'store-failing'],
  })
  deliveries(
    @Query({ schema: DeliveriesQuery }) query: DeliveriesQuery,
    @Asker() asker: Principal,
  ): Promise<DeliveryPage> {
    return this.actions.page(query, asker);
  }

  @Post('replays')
  @Operation({
    access: { permission: 'deliveries:write', in: 'handler' },
    summary: 'Put every dead delivery back into its queue: of one environment, or of all',
    answer: ReplayReport,
    problems: ['unknown-environment', 'store-failing'],
  })
  replayDeliveries(
    @Body({ schema: z._default(ReplayRequest, {}) }) request: ReplayRequest,
    @Asker() asker: Principal,
  ): Promise<ReplayReport> {
    return this.actions.replayAll(request, asker);
  }

  @Post('dismissals')
  @Operation({
    access: { permission: 'deliveries:write', in: 'handler' },
    summary: 'Dismiss every dead delivery, in a person’s name: of one environment, or of all',
    answer: DismissReport,
    problems: ['unknown-environment', 'store-failing'],
  })
  dismissDeliveries(
    @Body({ schema: DismissRequest }) request: DismissRequest,
    @Asker() asker: Principal,
  ): Promise<DismissReport> {
    return this.actions.dismissAll({ ...request, by: nameOf(asker, request.by) }, asker);
  }

  @Post(':id/dismissal')
  @Operation({
    access: { permission: 'deliveries:write', in: 'handler' },
    summary: 'Dismiss a dead delivery: somebody has seen that it reached nobody, and leaves it so',
    answer: DismissReport,
    problems: ['unknown-delivery', 'delivery-not-dead', 'store-failing'],
  })
  dismissDelivery(
    @Param('id') id: string,
    @Body({ schema: Dismissal }) dismissal: Dismissal,
    @Asker() asker: Principal,
  ): Promise<DismissReport> {
    return this.actions.dismiss(id, { by: nameOf(asker, dismissal.by) }, asker);
  }

  @Post(':id/replay')
  @Operation({
    access: { permission: 'deliveries:write', in: 'handler' },
    summary: 'Put a dead delivery back into its queue',
    answer: ReplayReport,
    problems: ['unknown-delivery', 'delivery-not-dead', 'store-failing'],
  })
  replayDelivery(@Param('id') id: string, @Asker() asker: Principal): Promise<ReplayReport> {
    return this.actions.replay(id, asker);
  }
}
