import type { Principal } from '@envscope/access/principal.js';
import { ApiKeyDraft, ApiKeyList, ApiKeyMade } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Body, Controller, Delete, Get, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asker } from '../access/asker.js';
import { AuditNotes } from '../audit/audit-notes.js';
import { StoreGuard } from '../http/guards/store-guard.js';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { ApiKeys } from './api-keys.js';

const ACCESS = { permission: 'keys:write', in: 'console' } as const;

/** What lets programs in: CI, scrapers, scripts. */
@ApiTags('api keys')
@UseGuards(StoreGuard)
@Controller('internal/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly keys: ApiKeys,
    private readonly notes: AuditNotes,
  ) {}

  @Get()
  @Operation({
    access: ACCESS,
    summary: 'API keys, the newest first, without what lets in',
    answer: ApiKeyList,
    problems: ['store-failing'],
  })
  async apiKeys(): Promise<ApiKeyList> {
    return { apiKeys: await this.keys.list() };
  }

  @Post()
  @Operation({
    access: ACCESS,
    summary: 'Make an API key; `key` is shown this once',
    description: 'It can do no more than whoever makes it. Send it as `Authorization: Bearer <key>`.',
    status: 201,
    answer: ApiKeyMade,
    problems: ['unknown-environment', 'too-many-api-keys', 'store-failing'],
  })
  async makeApiKey(
    @Body({ schema: ApiKeyDraft }) draft: ApiKeyDraft,
    @Asker() asker: Principal,
  ): Promise<ApiKeyMade> {
    for (const environment of draft.environments ?? []) knownEnvironment(this.environments, environment);
    const made = await this.keys.make(draft, asker);
    const { id, name, permissions, environments, expiresAt } = made.apiKey;
    this.notes.note({
      target: { kind: 'api-key', id },
      after: { name, permissions, environments: environments ?? 'all', expiresAt },
    });
    return made;
  }

  @Delete(':id')
  @Operation({
    access: ACCESS,
    summary:
      'Revoke an API key: it is refused at once, at every console within 5 s, and its open streams end',
    status: 204,
    answer: null,
    problems: ['unknown-api-key', 'store-failing'],
  })
  async revokeApiKey(@Param('id') id: string, @Asker() asker: Principal): Promise<void> {
    const { name } = await this.keys.revoke(id, asker.actor);
    this.notes.note({ before: { name, state: 'active' }, after: { name, state: 'revoked' } });
  }
}
