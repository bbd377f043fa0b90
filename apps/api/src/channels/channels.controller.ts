import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { ChannelList, ChannelTestReport } from '@envscope/contracts/index.js';
import { Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { ChannelActions } from './channel-actions.js';

const channelParam = { name: 'id', example: 'prod.discord', description: "A channel's id" };

/** Where notifications go, and the health of each channel. */
@ApiTags('channels')
@UseGuards(StoreGuard)
@Controller('internal/channels')
export class ChannelsController {
  constructor(private readonly actions: ChannelActions) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Every channel of every environment: its health and its queue',
    answer: ChannelList,
    problems: ['store-failing'],
  })
  channels(@Asker() asker: Principal): Promise<ChannelList> {
    return this.actions.list(asker);
  }

  @Post(':id/tests')
  @ApiParam(channelParam)
  @Operation({
    access: { permission: 'channels:test', in: 'handler' },
    summary: 'Send a test message; answers what the channel said',
    answer: ChannelTestReport,
    problems: ['unknown-channel', 'too-soon', 'store-failing'],
  })
  testChannel(@Param('id') id: string, @Asker() asker: Principal): Promise<ChannelTestReport> {
    return this.actions.test(id, asker);
  }

  @Post(':id/retries')
  @ApiParam(channelParam)
  @Operation({
    access: { permission: 'deliveries:write', in: 'handler' },
    summary: 'Retry the deliveries of a channel now; the outcome comes over the stream',
    description:
      'Ends the waits of the console itself. A wait that the channel asked for stays: `channel-rate-limited` says until when.',
    status: 202,
    answer: null,
    problems: ['unknown-channel', 'not-leader', 'channel-rate-limited', 'store-failing'],
  })
  retryChannel(@Param('id') id: string, @Asker() asker: Principal): void {
    this.actions.retry(id, asker);
  }
}
