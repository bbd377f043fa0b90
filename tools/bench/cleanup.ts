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
