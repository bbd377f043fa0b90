import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { readableBy } from './readable-config.js';
import { ConsoleConfig } from '@envscope/contracts/index.js';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../openapi/operation.js';
import { ConfigView } from './config-view.js';

/** What the settings make public. */
@ApiTags('monitoring')
@Controller('internal/config')
export class ConfigController {
  constructor(private readonly view: ConfigView) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Environments, their services and public settings: all that the console is drawn from',
    answer: ConsoleConfig,
  })
  config(@Asker() asker: Principal): ConsoleConfig {
    return readableBy(asker, this.view.show());
  }
}
