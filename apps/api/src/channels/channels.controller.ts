import { ChannelList, ChannelTestReport, Problem } from '@envscope/contracts/index.js';
import { Controller, Get, HttpCode, HttpStatus, Param, Post, SerializeOptions } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { ChannelDesk } from './channel-desk.js';

const channelParam = { name: 'id', example: 'prod.discord', description: "A channel's id" };

/** Where alerts go, and how each of these places is. */
@ApiTags('channels')
@Controller('internal/channels')
export class ChannelsController {
  constructor(private readonly desk: ChannelDesk) {}

  @Get()
  @ApiOperation({ summary: 'Every channel of every environment: its health, and what waits for it' })
  @ApiOkResponse({ standardSchema: ChannelList })
  @ApiServiceUnavailableResponse({ standardSchema: Problem, description: 'The store fails' })
  @SerializeOptions({ schema: ChannelList })
  async channels(): Promise<ChannelList> {
    return { channels: await this.desk.list() };
  }

  @Post(':id/tests')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Send a test message; answers what the channel said' })
  @ApiParam(channelParam)
  @ApiOkResponse({ standardSchema: ChannelTestReport })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such channel' })
  @ApiTooManyRequestsResponse({ standardSchema: Problem })
  @SerializeOptions({ schema: ChannelTestReport })
  test(@Param('id') id: string): Promise<ChannelTestReport> {
    return this.desk.test(id);
  }

  @Post(':id/retries')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Try again now what waits for the channel; what came of it comes over the stream',
  })
  @ApiParam(channelParam)
  @ApiAcceptedResponse()
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such channel' })
  retry(@Param('id') id: string): void {
    this.desk.retry(id);
  }
}
