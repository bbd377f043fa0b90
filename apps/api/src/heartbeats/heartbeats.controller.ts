import { BeatAccepted, invalidField } from '@envscope/contracts/index.js';
import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { Operation } from '../openapi/operation.js';
import { BeatReceiver, type Report } from './beat-receiver.js';
import { RunQuery } from './queries.js';

const REFUSALS = ['unknown-heartbeat', 'body-too-large', 'store-failing'] as const;

const LOG_BODY = {
  required: false,
  description: 'What the run printed, as plain text of any media type; its last 10 kB are kept',
  schema: { type: 'string' as const },
};

/** Heartbeats of jobs. The token in the path is all that a job needs. */
@ApiTags('heartbeats')
@ApiParam({ name: 'token', description: 'Of the job, as `HEARTBEATS_*` sets it' })
@Controller('heartbeats/:token')
export class HeartbeatsController {
  constructor(private readonly receiver: BeatReceiver) {}

  @Post()
  @ApiConsumes('text/plain')
  @ApiBody(LOG_BODY)
  @Operation({
    access: 'public',
    // Jobs are no people, and come by the minute: what they reported is kept with their runs.
    recorded: 'never',
    summary: 'A run of a job succeeded',
    description:
      'Answers once the heartbeat is stored. 503 means that it is not: send it again, as `curl --retry` does.',
    status: 202,
    answer: BeatAccepted,
    problems: REFUSALS,
  })
  reportSuccess(
    @Param('token') token: string,
    @Query({ schema: RunQuery }) { run }: RunQuery,
    @Body() log: unknown,
  ): Promise<BeatAccepted> {
    return this.receiver.receive(token, {
      kind: 'success',
      exitCode: null,
      run: run ?? null,
      log: logIn(log),
    });
  }

  @Post(':signal')
  @ApiConsumes('text/plain')
  @ApiBody(LOG_BODY)
  @ApiParam({
    name: 'signal',
    description: '`start`, `success`, `failure`, or an exit code: 0 is a success, all others are failures',
    schema: { type: 'string', pattern: '^(start|success|failure|\\d{1,10})$', example: 'start' },
  })
  @Operation({
    access: 'public',
    recorded: 'never',
    summary: 'A run of a job began, succeeded or failed',
    status: 202,
    answer: BeatAccepted,
    problems: ['invalid-input', ...REFUSALS],
  })
  reportRun(
    @Param('token') token: string,
    @Param('signal') signal: string,
    @Query({ schema: RunQuery }) { run }: RunQuery,
    @Body() log: unknown,
  ): Promise<BeatAccepted> {
    return this.receiver.receive(token, { ...meantBy(signal), run: run ?? null, log: logIn(log) });
  }
}

/** Throws `invalid-input`. */
function meantBy(signal: string): Pick<Report, 'kind' | 'exitCode'> {
  if (signal === 'start' || signal === 'success' || signal === 'failure')
    return { kind: signal, exitCode: null };
  if (!/^\d{1,10}$/.test(signal)) {
    throw invalidField('signal', 'unknown-value', 'Has to be start, success, failure or an exit code');
  }
  const exitCode = Number(signal);
  return { kind: exitCode === 0 ? 'success' : 'failure', exitCode };
}

function logIn(body: unknown): string | null {
  return typeof body === 'string' && body.trim() !== '' ? body : null;
}
