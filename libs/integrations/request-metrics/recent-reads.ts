import { Recent } from '@envscope/integrations/kernel/recent.js';

/** More than this many answers are never kept, however many questions there are. */
const MOST_KEPT = 200;

/** Answers that are young enough to be given again. Who asks while a question is on its way waits for the same answer. */
export class RecentReads {
  private readonly answers = new Map<string, Recent<Promise<unknown>>>();

  constructor(
    private readonly livesMs: number,
    private readonly steady: () => number,
  ) {}

  /** The answer to the question, read only if there is no young one. Failures are shared but not kept. */
  get<T>(question: string, read: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question);
    if (known?.isFresh) return known.latest as Promise<T>;
    const answer = read();
    this.keep(question, answer);
    answer.catch(() => {
      if (this.answers.get(question)?.latest === answer) this.answers.delete(question);
    });
    return answer;
  }

  /** Gives this answer from now on, as if it had just been read. */
  keep(question: string, answer: Promise<unknown>): void {
    // Deleted first, so that the map stays in the order in which was asked.
    this.answers.delete(question);
    const recent = new Recent<Promise<unknown>>(this.livesMs, this.steady);
    recent.keep(answer);
    this.answers.set(question, recent);
    const [oldest] = this.answers.keys();
    if (this.answers.size > MOST_KEPT && oldest !== undefined) this.answers.delete(oldest);
  }
}
