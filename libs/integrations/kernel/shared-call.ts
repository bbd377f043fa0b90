/** A call whose answer several wait for at once. It ends early only when nobody waits any more. */
export class SharedCall<T> {
  private running: Running<T> | undefined;

  constructor(private readonly call: (signal: AbortSignal) => Promise<T>) {}

  /** Waits for the call that is under way, or begins one. */
  async join(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const running = (this.running ??= this.begin());
    running.waiting += 1;
    const leave = (): void => {
      running.waiting -= 1;
      if (running.waiting > 0) return;
      this.forget(running);
      running.ending.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await running.answer;
    } finally {
      signal.removeEventListener('abort', leave);
      this.forget(running);
    }
  }

  private begin(): Running<T> {
    const ending = new AbortController();
    return { answer: this.call(ending.signal), ending, waiting: 0 };
  }

  private forget(running: Running<T>): void {
    if (this.running === running) this.running = undefined;
  }
}

interface Running<T> {
  readonly answer: Promise<T>;
  readonly ending: AbortController;
  waiting: number;
}
