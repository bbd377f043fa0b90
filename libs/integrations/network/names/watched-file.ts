import { readFileSync, statSync } from 'node:fs';

/** How long the file's date, once read, is good for. */
const STAT_EVERY_MS = 1_000;

/** What a file of the system says, read again when it has changed; without the file, what nothing says. */
export class WatchedFile<T> {
  private value: T | undefined;
  private version = '';
  private checkedAt = -Infinity;

  constructor(
    private readonly path: string,
    private readonly parse: (text: string) => T,
    private readonly now: () => number = () => performance.now(),
  ) {}

  // Not the asynchronous calls: they wait for the same four threads as getaddrinfo, which may all be stuck.
  read(): T {
    const now = this.now();
    if (this.value !== undefined && now - this.checkedAt < STAT_EVERY_MS) return this.value;
    this.checkedAt = now;
    const version = versionOf(this.path);
    if (this.value === undefined || version !== this.version) {
      this.version = version;
      this.value = this.parse(version === '' ? '' : textOf(this.path));
    }
    return this.value;
  }
}

function versionOf(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
  } catch {
    // One that may not be read says as little as none.
    return '';
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
