import {
  DeliveryList,
  Incident,
  IncidentAction,
  IncidentComment,
  IncidentPage,
} from '@envscope/contracts/index.js';
import { IncidentActions } from '@envscope/monitoring/incidents/incident-actions.js';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StoreGuard } from '../http/guards/store-guard.js';
import { Answers, NO_SUCH_ENVIRONMENT, Refuses, STORE_FAILS } from '../openapi/answers.js';
import { IncidentLog } from './incident-log.js';
import { IncidentDeliveriesQuestion, IncidentsQuestion } from './questions.js';

/** What went wrong, when, and what people did about it. */
@ApiTags('incidents')
@Refuses(STORE_FAILS)
@UseGuards(StoreGuard)
@Controller('internal/incidents')
export class IncidentsController {
  constructor(
    private readonly log: IncidentLog,
    private readonly desk: IncidentActions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, newest first, by filters; give `nextCursor` back for the next page' })
  @Answers(200, IncidentPage, NO_SUCH_ENVIRONMENT)
  incidents(@Query({ schema: IncidentsQuestion }) question: IncidentsQuestion): Promise<IncidentPage> {
    return this.log.page(question);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One incident with its members, timeline and the checks around its beginning' })
  @Answers(200, Incident, { 404: 'No such incident' })
  incident(@Param('id') id: string): Promise<Incident> {
    return this.log.one(id);
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'The messages that tell an incident, newest first' })
  @Answers(200, DeliveryList, { 404: 'No such incident' })
  incidentDeliveries(
    @Param('id') id: string,
    @Query({ schema: IncidentDeliveriesQuestion }) question: IncidentDeliveriesQuestion,
  ): Promise<DeliveryList> {
    return this.log.deliveriesOf(id, question);
  }

  @Post(':id/acknowledgement')
  @ApiOperation({ summary: 'Take an incident on; reminders of it end' })
  @Answers(200, Incident, { 404: 'No such incident', 409: 'Acknowledged already, or over' })
  acknowledgeIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
  ): Promise<Incident> {
    return this.desk.acknowledge(id, action);
  }

  @Post(':id/comments')
  @ApiOperation({ summary: "Write a comment into an incident's timeline" })
  @Answers(200, Incident, { 404: 'No such incident', 409: 'It is over already' })
  commentOnIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentComment }) comment: IncidentComment,
  ): Promise<Incident> {
    return this.desk.comment(id, comment);
  }

  @Post(':id/resolution')
  @ApiOperation({
    summary: 'Resolve an incident by hand; what fails on opens no new one until it was well again',
  })
  @Answers(200, Incident, { 404: 'No such incident', 409: 'It is over already' })
  resolveIncident(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
  ): Promise<Incident> {
    return this.desk.resolve(id, action);
  }
}
