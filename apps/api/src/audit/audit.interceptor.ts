import type { Problem } from '@envscope/contracts/index.js';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { problemOf } from '../http/problems/problem-of.js';
import { OPERATION, type OperationOptions } from '../openapi/operation.js';
import { AuditChanges } from './audit-changes.js';
import { AuditLog } from './audit-log.js';
import { AuditNotes, type AuditNote } from './audit-notes.js';
import { draftOf } from './audit-requests.js';
import { RefusedRequests } from './refused-requests.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Records every operation that is more than reading, or says that it is to be: that it was done, or why not. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly log: AuditLog,
    private readonly notes: AuditNotes,
    private readonly changes: AuditChanges,
    private readonly refused: RefusedRequests,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const operation = this.reflector.get<OperationOptions | undefined>(OPERATION, context.getHandler());
    const recorded = operation?.recorded ?? (READING.has(request.method) ? 'never' : 'always');
    return recorded === 'never' ? next.handle() : from(this.run(request, next, recorded));
  }

  private async run(
    request: Request,
    next: CallHandler,
    recorded: 'always' | 'afterwards',
  ): Promise<unknown> {
    this.refused.leaveOut(request);
    if (recorded === 'always') await this.log.admit();
    const note: AuditNote = {};
    try {
      const answer: unknown = await this.notes.during(note, () =>
        lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
      await this.log.record(this.draft(request, note, null));
      return answer;
    } catch (error) {
      this.log.refuse(this.draft(request, note, problemOf(error, request.path)));
      throw error;
    }
  }

  private draft(request: Request, { before, after, ...noted }: AuditNote, problem: Problem | null) {
    const outcome = problem === null ? 'done' : problem.status < 500 ? 'refused' : 'failed';
    const draft = draftOf(request, { atMs: Date.now(), outcome, code: problem?.code ?? null });
    const given = Object.fromEntries(Object.entries(noted).filter(([, value]) => value !== undefined));
    return { ...draft, ...given, changes: problem ? [] : this.changes.between(before, after) };
  }
}
