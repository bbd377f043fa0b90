/** What this console is, of all that share one store. */
export type Role = 'leader' | 'follower';

/** A part of the console that has a life of its own. It implements what concerns it. */
export interface ConsolePart {
  /** Begins its work. Rejects where it cannot; it may be started again after a stop. */
  start?(): Promise<void> | void;
  /** Reads what other consoles have written to the shared store. Rejects with `StoreFault`. */
  follow?(role: Role): Promise<void> | void;
  /** Ends its work; harmless where it never began. */
  stop?(): Promise<void> | void;
}

/** Starts the parts one after another, since each may need those before it. Where one rejects, all are stopped again. */
export async function startAll(parts: readonly ConsolePart[]): Promise<void> {
  try {
    for (const part of parts) await part.start?.();
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
}

/** Stops the parts, the last one first. */
export async function stopAll(parts: readonly ConsolePart[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop?.();
}
