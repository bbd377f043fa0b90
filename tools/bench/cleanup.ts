type Undo = () => unknown;

const deferred: Undo[] = [];

/** Has something undone at the end of the run, however it comes; what was begun last is undone first. */
export function atTheEnd(undo: Undo): void {
  deferred.push(undo);
}

/** Undoes everything once. What cannot be undone does not keep the rest from it. */
export async function cleanUp(): Promise<void> {
  for (let undo = deferred.pop(); undo; undo = deferred.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(`Left behind: ${(error as Error).message}`);
    }
  }
}

/** Runs a measurement to its end, be it a failure or a signal, and leaves once with what it answers: what is interrupted fails, and is no failure to report. */
export function runAndLeave(main: () => Promise<number>): void {
  let leaving: Promise<void> | undefined;
  const leave = (code: number, message?: string): void => {
    leaving ??= (async () => {
      if (message) console.error(message);
      await cleanUp();
      process.exit(code);
    })();
  };
  process.on('SIGINT', () => leave(130));
  process.on('SIGTERM', () => leave(143));
  main().then(leave, (error: Error) => leave(1, error.message));
}
