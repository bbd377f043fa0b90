import type { Reason, ReasonCode } from '@envscope/contracts/index.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { Recent } from '@envscope/integrations/kernel/recent.js';

/** What one of several calls brought, or why it brought nothing: one part that fails must not lose the others. */
export type Part<T> = { readonly isRead: true; readonly value: T } | Unread;

interface Unread {
  readonly isRead: false;
  readonly failure: unknown;
}

/** The outcome of a read as a value. */
export async function partOf<T>(read: Promise<T>): Promise<Part<T>> {
  try {
    return { isRead: true, value: await read };
  } catch (failure) {
    return { isRead: false, failure };
  }
}

/** The value of a part, null where it could not be read. */
export function valueOf<T>(part: Part<T>): T | null {
  return part.isRead ? part.value : null;
}

/** Whether the part failed for this reason. */
export function failedBy(part: Part<unknown>, ...codes: readonly ReasonCode[]): part is Unread {
  return !part.isRead && part.failure instanceof IntegrationError && codes.includes(part.failure.reason.code);
}

/** Why a part could not be read; null where it was. */
export function reasonOf(part: Part<unknown>): Reason | null {
  if (part.isRead) return null;
  if (part.failure instanceof IntegrationError) return part.failure.reason;
  return connectionReason(part.failure) ?? { code: 'internal-fault', params: {} };
}

/** Failures that do not end by trying again soon. */
const LASTING: readonly ReasonCode[] = ['forbidden', 'not-found'];

/** What changes slowly, of which a vendor's budget is small: read anew where it is old, or a person asks, or it failed and may not have to. */
export function recentPart<T>(
  recent: Recent<Part<T>>,
  load: () => Promise<T>,
  isRequested = false,
): Promise<Part<T>> {
  const isWorthKeeping = (part: Part<T>): boolean => part.isRead || failedBy(part, ...LASTING);
  return recent.get(() => partOf(load()), { isRequested, isWorthKeeping });
}
