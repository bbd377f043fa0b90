import { WorkersReport } from '@envscope/contracts/index.js';
import { Pulse } from '@envscope/monitoring/pulse/pulse.js';
import { SpreadChecks } from '@envscope/monitoring/workers/spread-checks.js';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../openapi/operation.js';

/** The queue and the processes that check. They name targets of every environment. */
@ApiTags('monitoring')
@Controller('internal/workers')
export class WorkersController {
  constructor(
    private readonly checks: SpreadChecks,
    private readonly pulse: Pulse,
  ) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'console' },
    summary: 'The queue and the workers that check, as the leading console knows them',
    answer: WorkersReport,
  })
  workers(): WorkersReport {
    return this.checks.report(this.pulse.isLeading);
  }
}
