import { EnvironmentId } from '@envscope/contracts/index.js';

/** What a reader filters the audit log by, as the address has it; absent is all. */
export interface AuditFilter {
  readonly environment?: EnvironmentId | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** Days, as date fields have them: since the first, up to the last with it. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 3_600_000;

/** The filter that an address asks for. What cannot be is not filtered by. */
export function filterOf(address: Readonly<Record<keyof AuditFilter, string | undefined>>): AuditFilter {
  return {
    environment: EnvironmentId.safeParse(address.environment).data,
    actor: address.actor || undefined,
    action: address.action || undefined,
    from: dayIn(address.from),
    until: dayIn(address.until),
  };
}

/** What the API is asked: days become moments of the reader's own time. */
export function askedOf({ environment, actor, action, from, until }: AuditFilter): Record<string, string> {
  const asked = {
    environment,
    actor,
    action,
    from: from && new Date(startOf(from)).toISOString(),
    to: until && new Date(startOf(until) + DAY_MS).toISOString(),
  };
  return Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function dayIn(written: string | undefined): string | undefined {
  return written !== undefined && DAY.test(written) && !Number.isNaN(startOf(written)) ? written : undefined;
}

/** Without a zone, a moment is the reader's. */
const startOf = (day: string): number => Date.parse(`${day}T00:00`);
