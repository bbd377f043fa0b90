import type { Actor, AuditTarget, EnvironmentId } from '@envscope/contracts/index.js';
import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What a handler adds to the entry of its operation. Never what lets somebody in: no password, token or key. */
export interface AuditNote {
  readonly target?: AuditTarget | undefined;
  readonly environment?: EnvironmentId | null | undefined;
  /** What was there, and what is there now; of both only the fields that differ are kept. */
  readonly before?: object | null | undefined;
  readonly after?: object | null | undefined;
  /** Where it is not whoever asks: somebody who signs in. */
  readonly actor?: Actor | undefined;
}

/** Lets handlers, and what they call, add details to the audit entry of the operation that is under way. */
@Injectable()
export class AuditNotes {
  private readonly notes = new AsyncLocalStorage<AuditNote>();

  /** Does nothing where no operation is recorded. */
  note(note: AuditNote): void {
    const noted = this.notes.getStore();
    if (noted) Object.assign(noted, note);
  }

  /** Runs an operation; `note` then holds what was added. */
  during<T>(note: AuditNote, work: () => Promise<T>): Promise<T> {
    return this.notes.run(note, work);
  }
}
