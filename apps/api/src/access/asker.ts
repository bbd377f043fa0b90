import type { Principal } from '@envscope/access/principal.js';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

const askers = new WeakMap<Request, Principal>();

/** Remembers who sent the request, for its handler. */
export function rememberAsker(request: Request, asker: Principal): void {
  askers.set(request, asker);
}

/** Who sent the request; null where nobody looked, or nobody was let in. */
export function knownAsker(request: Request): Principal | null {
  return askers.get(request) ?? null;
}

/** Who sent the request. Throws for an operation that is public, since nobody looked. */
export function askerOf(request: Request): Principal {
  const asker = askers.get(request);
  if (!asker) throw new Error('Nobody looked who asks: the operation is public');
  return asker;
}

/** Hands a handler whoever asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  askerOf(context.switchToHttp().getRequest<Request>()),
);
