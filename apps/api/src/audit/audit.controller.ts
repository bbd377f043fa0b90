import { AuditPage } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { AuditStore, type AuditQuery } from '@envscope/store/access/audit-store.js';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { Operation } from '../openapi/operation.js';
import { AuditExportQuery, AuditQueryText } from './queries.js';

const JSON_LINES = 'application/x-ndjson';
/** So many entries are in memory at a time while all are sent. */
const BATCH = 500;

/** What was done, and by whom. */
@ApiTags('audit')
@Controller('internal/audit')
export class AuditController {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly store: AuditStore,
  ) {}

  @Get()
  @Operation({
    access: { permission: 'audit:read', in: 'console' },
    summary: 'The audit log, newest first, by filters; give `nextCursor` back for the next page',
    answer: AuditPage,
    problems: ['unknown-environment', 'store-failing'],
  })
  async audit(@Query({ schema: AuditQueryText }) query: AuditQueryText): Promise<AuditPage> {
    const { cursor, limit, ...filters } = query;
    const before = cursor === undefined ? {} : { before: cursor };
    // One more than asked for shows whether there is a next page.
    const found = await this.store.auditEntries({ ...this.known(filters), ...before, limit: limit + 1 });
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    return { entries, nextCursor: last ? String(last.sequence) : null };
  }

  @Get('export')
  @Operation({
    access: { permission: 'audit:read', in: 'console' },
    summary: 'The audit log as JSON lines, oldest first: an AuditEntry in each',
    answer: JSON_LINES,
    problems: ['unknown-environment', 'store-failing'],
  })
  async auditExport(@Query({ schema: AuditExportQuery }) query: AuditExportQuery): Promise<StreamableFile> {
    const filters = this.known(query);
    // A store that fails is answered as a problem, not as an empty file.
    await this.store.auditEntries({ ...filters, after: 0, limit: 1 });
    return new StreamableFile(Readable.from(this.lines(filters)), {
      type: JSON_LINES,
      disposition: 'attachment; filename="envscope-audit.jsonl"',
    });
  }

  private async *lines(filters: Omit<AuditQuery, 'limit'>): AsyncGenerator<string> {
    for (let after = 0; ;) {
      const entries = await this.store.auditEntries({ ...filters, after, limit: BATCH });
      if (entries.length > 0) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      if (entries.length < BATCH) return;
      after = entries.at(-1)?.sequence ?? after;
    }
  }

  /** Throws `unknown-environment` rather than find nothing where a name is misspelled. */
  private known({ actor, action, environment, from, to }: AuditExportQuery): Omit<AuditQuery, 'limit'> {
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    return { actor, action, environment, fromMs: from, toMs: to };
  }
}
