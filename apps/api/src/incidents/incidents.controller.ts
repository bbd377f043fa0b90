import { Principal } from '@envscope/access/principal.js';
import { Asker } from '../access/asker.js';
import { nameOf } from '../access/name-of.js';
import {
  CONSOLE_SCOPE,
  stateOf,
  DeliveryList,
  Incident,
  IncidentAction,
  IncidentComment,
  IncidentPage,
} from '@envscope/contracts/index.js';
import { IncidentActions } from '@envscope/monitoring/repository/incident-actions.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditNotes } from '../audit/audit-notes.js';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Operation } from '../openapi/operation.js';
import { IncidentLog } from './incident-log.js';
import { IncidentDeliveriesQuery, IncidentsQuery } from './queries.js';

/** Incidents, and the actions of people on them. */
@ApiTags('incidents')
@UseGuards(StoreGuard)
@Controller('internal/incidents')
export class IncidentsController {
  constructor(
    private readonly log: IncidentLog,
    private readonly actions: IncidentActions,
    private readonly notes: AuditNotes,
  ) {}

  @Get()
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Incidents, newest first, by filters; give `nextCursor` back for the next page',
    answer: IncidentPage,
    problems: ['unknown-environment', 'store-failing'],
  })
  incidents(
    @Query({ schema: IncidentsQuery }) query: IncidentsQuery,
    @Asker() asker: Principal,
  ): Promise<IncidentPage> {
    return this.log.page(query, asker);
  }

  @Get(':id')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'One incident with its members, timeline and the checks around its beginning',
    answer: Incident,
    problems: ['unknown-incident', 'store-failing'],
  })
  incident(@Param('id') id: string, @Asker() asker: Principal): Promise<Incident> {
    return this.log.one(id, asker);
  }

  @Get(':id/deliveries')
  @Operation({
    access: { permission: 'read', in: 'handler' },
    summary: 'Notifications of one incident, newest first',
    answer: DeliveryList,
    problems: ['unknown-incident', 'store-failing'],
  })
  incidentDeliveries(
    @Param('id') id: string,
    @Query({ schema: IncidentDeliveriesQuery }) query: IncidentDeliveriesQuery,
    @Asker() asker: Principal,
  ): Promise<DeliveryList> {
    return this.log.deliveriesOf(id, query, asker);
  }

  @Post(':id/acknowledgement')
  @Operation({
    access: { permission: 'incidents:write', in: 'handler' },
    summary: 'Acknowledge an incident; repeat notifications stop',
    answer: Incident,
    problems: ['unknown-incident', 'already-acknowledged', 'incident-resolved', 'store-failing'],
  })
  async acknowledgeIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
    @Asker() asker: Principal,
  ): Promise<Incident> {
    await this.log.demandChange(id, asker);
    return this.noted(
      await this.actions.acknowledge(id, { ...action, by: nameOf(asker, action.by) }),
      action.note,
    );
  }

  @Post(':id/comments')
  @Operation({
    access: { permission: 'incidents:write', in: 'handler' },
    summary: "Add a comment to an incident's timeline",
    answer: Incident,
    problems: ['unknown-incident', 'incident-resolved', 'too-many-comments', 'store-failing'],
  })
  async commentOnIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentComment }) comment: IncidentComment,
    @Asker() asker: Principal,
  ): Promise<Incident> {
    await this.log.demandChange(id, asker);
    return this.noted(
      await this.actions.comment(id, { ...comment, by: nameOf(asker, comment.by) }),
      comment.note,
    );
  }

  @Post(':id/resolution')
  @Operation({
    access: { permission: 'incidents:write', in: 'handler' },
    summary:
      'Resolve an incident by hand; a target that goes on failing opens a new one only after it has recovered',
    answer: Incident,
    problems: ['unknown-incident', 'incident-resolved', 'incident-of-console', 'store-failing'],
  })
  async resolveIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
    @Asker() asker: Principal,
  ): Promise<Incident> {
    await this.log.demandChange(id, asker);
    return this.noted(
      await this.actions.resolve(id, { ...action, by: nameOf(asker, action.by) }),
      action.note,
    );
  }

  private noted(incident: Incident, note: string): Incident {
    const { environment, acknowledgement, resolvedAt } = incident;
    this.notes.note({
      environment: environment === CONSOLE_SCOPE ? null : environment,
      after: { state: stateOf({ acknowledgement, resolvedAt }), note: note || null },
    });
    return incident;
  }
}
