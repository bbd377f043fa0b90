/** How many hits a window has by now, and when it ends. */
export interface RateWindow {
  readonly count: number;
  readonly endsAtMs: number;
}
