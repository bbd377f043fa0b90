import type { Principal } from '@envscope/access/principal.js';
import {
  PeopleList,
  PersonChange,
  PersonDraft,
  PersonLink,
  PersonView,
  ResetDraft,
} from '@envscope/contracts/index.js';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asker } from '../../access/asker.js';
import { Operation } from '../../openapi/operation.js';
import { PeopleActions } from './people-actions.js';

/** Who may come in, and what they may do. */
@ApiTags('people')
@Controller('internal/people')
export class PeopleController {
  constructor(private readonly actions: PeopleActions) {}

  @Get()
  @Operation({
    access: { permission: 'people:write', in: 'handler' },
    summary: 'Everybody who may come in, by name',
    description:
      'Whoever lets people into single environments sees of the others no more than whom they may give a role there.',
    answer: PeopleList,
    problems: ['store-failing'],
  })
  people(@Asker() asker: Principal): Promise<PeopleList> {
    return this.actions.list(asker);
  }

  @Post()
  @Operation({
    access: { permission: 'people:write', in: 'handler' },
    summary: 'Invite a person; answers the link to hand over, if one lets in, which is shown once',
    status: 201,
    answer: PersonLink,
    problems: ['beyond-own-role', 'unknown-environment', 'email-taken', 'too-many-people', 'store-failing'],
  })
  invitePerson(
    @Body({ schema: PersonDraft }) draft: PersonDraft,
    @Asker() asker: Principal,
  ): Promise<PersonLink> {
    return this.actions.invite(asker, draft);
  }

  @Patch(':id')
  @Operation({
    access: { permission: 'people:write', in: 'handler' },
    summary:
      'Change what a person is called and may do, or keep them out; what they have open follows within five seconds',
    answer: PersonView,
    problems: [
      'beyond-own-role',
      'unknown-person',
      'unknown-environment',
      'person-changed',
      'last-owner',
      'store-failing',
    ],
  })
  changePerson(
    @Param('id') id: string,
    @Body({ schema: PersonChange }) change: PersonChange,
    @Asker() asker: Principal,
  ): Promise<PersonView> {
    return this.actions.change(asker, id, change);
  }

  @Post(':id/links')
  @Operation({
    access: { permission: 'people:write', in: 'handler' },
    summary:
      'A link by which the person sets a new password; one that was made before is worth nothing any more',
    status: 201,
    answer: PersonLink,
    problems: [
      'beyond-own-role',
      'unknown-person',
      'person-changed',
      'account-elsewhere',
      'method-off',
      'store-failing',
    ],
  })
  linkPerson(
    @Param('id') id: string,
    @Body({ schema: ResetDraft }) { dropsSecondFactor }: ResetDraft,
    @Asker() asker: Principal,
  ): Promise<PersonLink> {
    return this.actions.link(asker, id, dropsSecondFactor);
  }

  @Delete(':id')
  @Operation({
    access: { permission: 'people:write', in: 'handler' },
    summary: 'Delete a person and end their sessions',
    status: 204,
    answer: null,
    problems: ['beyond-own-role', 'unknown-person', 'person-changed', 'last-owner', 'store-failing'],
  })
  deletePerson(@Param('id') id: string, @Asker() asker: Principal): Promise<void> {
    return this.actions.remove(asker, id);
  }
}
