import { EnvironmentId, Refusal } from '@envscope/contracts/index.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { rememberAction } from '../audit/audit-requests.js';
import { OPERATION, type OperationOptions } from '../openapi/operation.js';
import { rememberAsker } from './asker.js';
import { Principals } from './principals.js';

/** Lets nobody do anything but what its operation declares. What declares nothing is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: Principals,
  ) {}

  /** Throws `not-signed-in`, `not-permitted`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationOptions | undefined>(OPERATION, context.getHandler());
    if (!operation) return false;
    const request = context.switchToHttp().getRequest<Request>();
    rememberAction(request, context.getHandler().name);
    const { access } = operation;
    if (access === 'public') return true;
    const asker = await this.principals.principalOf(request);
    if (!asker) throw new Refusal('not-signed-in');
    rememberAsker(request, asker);
    if (access === 'signed-in') return true;
    const { permission } = access;
    if (access.in === 'handler' && asker.maySomewhere(permission)) return true;
    asker.demand(permission, access.in === 'path' ? environmentIn(request) : null);
    return true;
  }
}

/** Null for a text that can name no environment: whoever may read everything learns that there is none such. */
function environmentIn({ params }: Request): EnvironmentId | null {
  return EnvironmentId.safeParse(params['environment']).data ?? null;
}
