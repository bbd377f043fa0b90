import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditChanges } from './audit-changes.js';
import { AuditLog } from './audit-log.js';
import { AuditNotes } from './audit-notes.js';
import { AuditPruner } from './audit-pruner.js';
import { AuditWebhook } from './audit-webhook.js';
import { AuditController } from './audit.controller.js';
import { AuditInterceptor } from './audit.interceptor.js';
import { RefusedRequests } from './refused-requests.js';

/** Records what is done, and shows it. Comes before what checks the answers, so that it sees what that refuses. */
@Global()
@Module({
  imports: [NetworkModule, MonitoringModule],
  controllers: [AuditController],
  providers: [
    AuditChanges,
    AuditLog,
    AuditNotes,
    AuditPruner,
    AuditWebhook,
    RefusedRequests,
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
  exports: [AuditChanges, AuditLog, AuditNotes, RefusedRequests],
})
export class AuditApiModule {}
