import { DataFileReport } from '@envscope/contracts/index.js';
import { ObservationWriter } from '@envscope/monitoring/checks/observation-writer.js';
import { StoreWatch } from '@envscope/monitoring/store-health/store-watch.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../openapi/operation.js';

/** The file of the embedded store, where somebody has taken it away. */
@ApiTags('liveness')
@Controller('internal/store')
export class DataFileController {
  constructor(
    private readonly store: ObservationStore,
    private readonly watch: StoreWatch,
    private readonly writer: ObservationWriter,
  ) {}

  @Post('data-file')
  @Operation({
    access: { permission: 'store:write', in: 'console' },
    recorded: 'afterwards',
    summary: 'Write a new data file in place of a lost one, with all its data',
    description: 'Does nothing where none is lost. Where another file lies in its place, that stays: 503.',
    answer: DataFileReport,
    problems: ['store-failing'],
  })
  async restoreDataFile(): Promise<DataFileReport> {
    const isRestored = await this.store.restoreFile();
    await this.watch.check();
    await this.writer.drain();
    return { isRestored };
  }
}
