/** How often each service was called, and with which credential. */
export class CallLedger {
  private readonly counts = new Map<string, Map<string, number>>();

  /** Counts one call. */
  record(service: string, credential: string): void {
    const ofService = this.counts.get(service) ?? new Map<string, number>();
    this.counts.set(service, ofService);
    ofService.set(credential, (ofService.get(credential) ?? 0) + 1);
  }

  /** The counts by service and credential. */
  state(): Record<string, Record<string, number>> {
    return Object.fromEntries(
      [...this.counts].map(([service, credentials]) => [service, Object.fromEntries(credentials)]),
    );
  }

  /** Starts counting anew. */
  reset(): void {
    this.counts.clear();
  }
}
