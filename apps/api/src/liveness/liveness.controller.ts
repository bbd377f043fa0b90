import { ObservationWriter } from '@envscope/monitoring/checks/observation-writer.js';
import { Pulse } from '@envscope/monitoring/pulse/pulse.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { SpreadChecks } from '@envscope/monitoring/workers/spread-checks.js';
import { StoreHealth } from '@envscope/monitoring/store-health/store-health.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import {
  Catch,
  Controller,
  Get,
  ServiceUnavailableException,
  UseFilters,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Response } from 'express';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorFunction,
} from '@nestjs/terminus';
import { AuditLog } from '../audit/audit-log.js';
import { Operation } from '../openapi/operation.js';
import { HealthReport } from './health-report.js';

/** Answers which part is unhealthy, not only that one is. */
@Catch(ServiceUnavailableException)
class Unwell implements ExceptionFilter<ServiceUnavailableException> {
  catch(error: ServiceUnavailableException, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(error.getStatus()).json(error.getResponse());
  }
}

const UNDOCUMENTED = { noCache: true, swaggerDocumentation: false };

/** The health of the console itself, not of what it monitors. */
@ApiTags('liveness')
@ApiResponse({ status: 503, description: 'Unhealthy; `error` says which part', standardSchema: HealthReport })
@UseFilters(Unwell)
@Controller('health')
export class LivenessController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly writer: ObservationWriter,
    private readonly storeHealth: StoreHealth,
    private readonly store: ObservationStore,
    private readonly pulse: Pulse,
    private readonly schedule: CheckSchedule,
    private readonly audit: AuditLog,
    private readonly workers: SpreadChecks,
  ) {}

  @Get('live')
  @HealthCheck(UNDOCUMENTED)
  @Operation({
    access: 'public',
    summary: 'It checks, notifies and keeps what it observes; 503 while one of these stands still',
    answer: HealthReport,
  })
  live(): Promise<HealthCheckResult> {
    return this.health.check(this.facts());
  }

  @Get('ready')
  @HealthCheck(UNDOCUMENTED)
  @Operation({ access: 'public', summary: 'The same, and the store can be written to', answer: HealthReport })
  ready(): Promise<HealthCheckResult> {
    return this.health.check([...this.facts(), () => this.storeAnswers()]);
  }

  private facts(): HealthIndicatorFunction[] {
    return [
      () => this.observations(),
      () => this.storeHolds(),
      () => this.checksEnd(),
      () => this.notificationsMove(),
      () => this.networkIsThere(),
      () => this.actionsAreRecorded(),
      () => this.queueAnswers(),
    ];
  }

  private observations() {
    const { isFailing, waiting, lost } = this.writer.health;
    const indicator = this.indicators.check('observations');
    return isFailing ? indicator.down({ waiting, lost }) : indicator.up({ waiting, lost });
  }

  /** As far as anybody who deals with it has noticed. */
  private storeHolds() {
    const indicator = this.indicators.check('store');
    const { problem } = this.storeHealth;
    return problem === null ? indicator.up() : indicator.down({ problem });
  }

  private checksEnd() {
    const { isLeading, overdueChecks: overdue } = this.pulse;
    const checks = { isLeading, overdue, ...this.schedule.figures };
    const indicator = this.indicators.check('checks');
    return overdue > 0 ? indicator.down(checks) : indicator.up(checks);
  }

  private notificationsMove() {
    const { isLeading, stuckDeliveries: stuck } = this.pulse;
    const indicator = this.indicators.check('notifications');
    return stuck > 0 ? indicator.down({ isLeading, stuck }) : indicator.up({ isLeading, stuck });
  }

  /** Never down: a restart, which is what orchestrators do about that, would not bring the network back. */
  private networkIsThere() {
    return this.indicators.check('network').up({ blindSince: this.pulse.blindSince });
  }

  /** Never down: a restart would forget what is still to be recorded. The store is, whose fault it is. */
  private actionsAreRecorded() {
    return this.indicators.check('audit').up({ unrecorded: this.audit.unrecorded });
  }

  /** Never down: what no worker checks the console checks itself. */
  private queueAnswers() {
    const report = this.workers.report(this.pulse.isLeading);
    const { queue, awaySince, rival, spreadChecks, standInsPerMinute } = report;
    const workers = report.workers.filter(({ isSilent }) => !isSilent).length;
    const silentLocations = report.locations
      .filter(({ silentSince }) => silentSince !== null)
      .map(({ location }) => location);
    // Everybody may read this: what the other console is called is for who is signed in.
    const rivalSince = rival?.since ?? null;
    const figures = {
      queue,
      awaySince,
      rivalSince,
      workers,
      silentLocations,
      spreadChecks,
      standInsPerMinute,
    };
    return this.indicators.check('queue').up(figures);
  }

  private async storeAnswers() {
    const indicator = this.indicators.check('storeWrite');
    return this.store.ping().then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }
}
