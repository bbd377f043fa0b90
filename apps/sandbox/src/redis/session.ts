import type { Protocol } from './reply.ts';

/** What the server knows of one connection. */
export interface Session {
  readonly id: number;
  readonly address: string;
  readonly connectedAtMs: number;
  authenticated: boolean;
  protocol: Protocol;
  name: string;
  library: string;
  libraryVersion: string;
  /** The commands between MULTI and EXEC. */
  queue: string[][] | undefined;
  /** Whether one of them was refused when it was queued, so that EXEC refuses them all. */
  queueIsSpoiled: boolean;
}
