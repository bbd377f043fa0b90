import { ChannelList, ChannelTestReport } from '@envscope/contracts/index.js';
import { Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, Refuses, STORE_FAILS, TOO_SOON } from '../openapi/answers.js';
import { ChannelActions } from './channel-actions.js';

const channelParam = { name: 'id', example: 'prod.discord', description: "A channel's id" };

/** Where alerts go, and how each of these places is. */
@ApiTags('channels')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/channels')
export class ChannelsController {
  constructor(private readonly desk: ChannelActions) {}

  @Get()
  @ApiOperation({ summary: 'Every channel of every environment: its health, and what waits for it' })
  @Answers(200, ChannelList, STORE_FAILS)
  channels(): Promise<ChannelList> {
    return this.desk.list();
  }

  @Post(':id/tests')
  @ApiOperation({ summary: 'Send a test message; answers what the channel said' })
  @ApiParam(channelParam)
  @Answers(200, ChannelTestReport, {
    404: 'No such channel',
    ...TOO_SOON,
  })
  testChannel(@Param('id') id: string): Promise<ChannelTestReport> {
    return this.desk.test(id);
  }

  @Post(':id/retries')
  @ApiOperation({
    summary: 'Try again now what waits for the channel; what came of it comes over the stream',
    description:
      'Ends the waits that the console keeps of its own accord. A wait that the channel asked for is kept: `channel-rate-limited` says until when.',
  })
  @ApiParam(channelParam)
  @Answers(202, null, {
    404: 'No such channel',
    409: 'The channel asked to wait (`channel-rate-limited`), or another console sends (`not-leader`)',
  })
  retryChannel(@Param('id') id: string): void {
    this.desk.retry(id);
  }
}
