import { StoreHealth } from '@envscope/monitoring/store-health/store-health.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Refuses what a person wants done while the store fails, whichever console leads: it could be lost. Reading goes on. */
@Injectable()
export class StoreGuard implements CanActivate {
  constructor(private readonly storeHealth: StoreHealth) {}

  /** Throws `StoreFault`. */
  canActivate(context: ExecutionContext): boolean {
    const { method } = context.switchToHttp().getRequest<Request>();
    if (method !== 'GET' && method !== 'HEAD') this.storeHealth.refuse();
    return true;
  }
}
