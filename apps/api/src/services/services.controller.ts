import {
  CheckAccepted,
  CheckRequest,
  Refusal,
  ServiceDetail,
  type EnvironmentId,
  type ServiceKind,
} from '@envscope/contracts/index.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { Pacer } from '../http/guards/pacer.js';
import { ENVIRONMENT_PARAM, SERVICE_PARAM } from '../http/input/known-params.js';
import { KnownEnvironment, KnownService } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { ServiceStates } from './service-states.js';

const CHECK_NOW_EVERY_MS = 3_000;

/** Services of one environment, and their checks. */
@ApiTags('monitoring')
@ApiParam(ENVIRONMENT_PARAM)
@Controller('internal/environments/:environment')
export class ServicesController {
  private readonly pacer = new Pacer(CHECK_NOW_EVERY_MS);

  constructor(
    private readonly states: ServiceStates,
    private readonly schedule: CheckSchedule,
  ) {}

  @Get('services/:service')
  @ApiParam(SERVICE_PARAM)
  @Operation({
    access: { permission: 'read', in: 'path' },
    summary: 'One service of one environment, whole',
    answer: ServiceDetail,
    problems: ['unknown-environment', 'unknown-service'],
  })
  service(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Param('service', KnownService) service: ServiceKind,
  ): ServiceDetail {
    return this.states.detail(environment, service);
  }

  @Post('checks')
  @Operation({
    access: { permission: 'checks:run', in: 'path' },
    summary: 'Check now: all services, one, or one of its targets; results come over the stream',
    status: 202,
    answer: CheckAccepted,
    problems: ['unknown-environment', 'unknown-target', 'too-soon'],
  })
  checkNow(
    @Param('environment', KnownEnvironment) environment: EnvironmentId,
    @Body({ schema: z._default(CheckRequest, {}) }) { service, target }: CheckRequest,
  ): CheckAccepted {
    if (service !== undefined && target !== undefined && !this.schedule.knows(environment, service, target)) {
      throw new Refusal('unknown-target', { target });
    }
    this.pacer.admit(`${environment}/${service ?? '*'}/${target ?? '*'}`);
    return { environment, services: this.schedule.request(environment, service, target) };
  }
}
