import { MeasurementCatalogue, Problem, Rule, RuleDraft, RuleList } from '@envscope/contracts/index.js';
import { MEASUREMENTS } from '@envscope/monitoring/rules/catalogue.js';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  SerializeOptions,
} from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { RuleDesk } from './rule-desk.js';

/** Rules on measurements: those that come with the console, and those that people make. */
@ApiTags('rules')
@ApiServiceUnavailableResponse({ standardSchema: Problem, description: 'The store fails' })
@Controller('internal/rules')
export class RulesController {
  constructor(private readonly desk: RuleDesk) {}

  @Get()
  @ApiOperation({ summary: 'All rules, what has become of each, and statistics' })
  @ApiOkResponse({ standardSchema: RuleList })
  @SerializeOptions({ schema: RuleList })
  rules(): Promise<RuleList> {
    return this.desk.list();
  }

  @Get('measurements')
  @ApiOperation({ summary: 'Every figure that a rule can watch, with its unit' })
  @ApiOkResponse({ standardSchema: MeasurementCatalogue })
  @SerializeOptions({ schema: MeasurementCatalogue })
  measurements(): MeasurementCatalogue {
    return { measurements: [...MEASUREMENTS] };
  }

  @Post()
  @ApiOperation({ summary: 'Make a rule' })
  @ApiCreatedResponse({ standardSchema: Rule })
  @ApiBadRequestResponse({
    standardSchema: Problem,
    description: 'Ill-formed, or the service has no such measurement',
  })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such environment; `known` lists them' })
  @SerializeOptions({ schema: Rule })
  create(@Body({ schema: RuleDraft }) draft: RuleDraft): Promise<Rule> {
    return this.desk.create(draft);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a rule, one that comes with the console too' })
  @ApiOkResponse({ standardSchema: Rule })
  @ApiBadRequestResponse({
    standardSchema: Problem,
    description: 'Ill-formed, or the service has no such measurement',
  })
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such rule or environment' })
  @SerializeOptions({ schema: Rule })
  change(@Param('id') id: string, @Body({ schema: RuleDraft }) draft: RuleDraft): Promise<Rule> {
    return this.desk.change(id, draft);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Delete a rule; one that comes with the console can only be turned off' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ standardSchema: Problem, description: 'No such rule' })
  @ApiConflictResponse({ standardSchema: Problem, description: 'The rule comes with the console' })
  remove(@Param('id') id: string): Promise<void> {
    return this.desk.remove(id);
  }
}
