/** What is there after some turns of the loop: a part of the console that is loaded, a dialog. Rejects where it never is. */
export async function eventually<T>(find: () => T | null | undefined): Promise<T> {
  for (let turn = 0; turn < 500; turn += 1) {
    const found = find();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It never came');
}
