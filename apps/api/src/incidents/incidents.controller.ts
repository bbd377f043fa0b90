import {
  DeliveryList,
  Incident,
  IncidentAction,
  IncidentComment,
  IncidentPage,
  Problem,
} from '@envscope/contracts/index.js';
import { IncidentDesk } from '@envscope/monitoring/incidents/incident-desk.js';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { IncidentLog } from './incident-log.js';
import { IncidentsQuestion } from './questions.js';

/** What went wrong, when, and what people did about it. */
@ApiTags('incidents')
@ApiServiceUnavailableResponse({ standardSchema: Problem, description: 'The store fails' })
@Controller('internal/incidents')
export class IncidentsController {
  constructor(
    private readonly log: IncidentLog,
    private readonly desk: IncidentDesk,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, newest first, by filters; give `nextCursor` back for the next page' })
  @ApiOkResponse({ standardSchema: IncidentPage })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: IncidentPage })
  incidents(@Query({ schema: IncidentsQuestion }) question: IncidentsQuestion): Promise<IncidentPage> {
    return this.log.page(question);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One incident with its members, timeline and the checks around its beginning' })
  @ApiOkResponse({ standardSchema: Incident })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such incident' })
  @SerializeOptions({ schema: Incident })
  incident(@Param('id') id: string): Promise<Incident> {
    return this.log.one(id);
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'The messages that tell an incident, in the order in which they were wanted' })
  @ApiOkResponse({ standardSchema: DeliveryList })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such incident' })
  @SerializeOptions({ schema: DeliveryList })
  async deliveries(@Param('id') id: string): Promise<DeliveryList> {
    return { deliveries: await this.log.deliveriesOf(id) };
  }

  @Post(':id/acknowledgement')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Take an incident on; reminders of it end' })
  @ApiOkResponse({ standardSchema: Incident })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such incident' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'Acknowledged already, or over' })
  @SerializeOptions({ schema: Incident })
  acknowledge(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
  ): Promise<Incident> {
    return this.desk.acknowledge(id, action);
  }

  @Post(':id/comments')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: "Write a comment into an incident's timeline" })
  @ApiOkResponse({ standardSchema: Incident })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such incident' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'It is over already' })
  @SerializeOptions({ schema: Incident })
  comment(
    @Param('id') id: string,
    @Body({ schema: IncidentComment }) comment: IncidentComment,
  ): Promise<Incident> {
    return this.desk.comment(id, comment);
  }

  @Post(':id/resolution')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Resolve an incident by hand; what fails on opens no new one until it was well again',
  })
  @ApiOkResponse({ standardSchema: Incident })
  @ApiBadRequestResponse({ standardSchema: Problem })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such incident' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'It is over already' })
  @SerializeOptions({ schema: Incident })
  resolve(
    @Param('id') id: string,
    @Body({ schema: IncidentAction }) action: IncidentAction,
  ): Promise<Incident> {
    return this.desk.resolve(id, action);
  }
}
