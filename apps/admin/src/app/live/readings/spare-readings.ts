import { Injectable } from '@angular/core';

/** A tab in which nothing changes asks the server no more often than this. */
export const SPARE_MS = 30_000;

/** Lets those who would like newer figures read one after the other, however many they are: a change is read without it. */
@Injectable({ providedIn: 'root' })
export class SpareReadings {
  private readonly waiting = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastMs = performance.now();

  /** Calls `read` once when it is its turn, unless the function that it answers is called before. */
  wait(read: () => void): () => void {
    this.waiting.add(read);
    this.arm();
    return () => void this.waiting.delete(read);
  }

  private arm(): void {
    this.timer ??= setTimeout(() => this.next(), Math.max(0, this.lastMs + SPARE_MS - performance.now()));
  }

  private next(): void {
    this.timer = undefined;
    const [read] = this.waiting;
    if (read === undefined) return;
    this.waiting.delete(read);
    this.lastMs = performance.now();
    read();
    if (this.waiting.size > 0) this.arm();
  }
}
