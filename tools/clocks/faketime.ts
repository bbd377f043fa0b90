import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = '/usr/lib';

/** Debian's libfaketime for processes with threads; undefined where it is not installed. */
export function findFaketime(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  return readdirSync(LIBRARIES)
    .map((folder) => join(LIBRARIES, folder, 'faketime/libfaketimeMT.so.1'))
    .find((path) => existsSync(path));
}

/** Clocks of a process that are set while it runs, by a file that libfaketime reads each time. */
export class FakedClocks {
  private readonly library: string;
  private readonly file: string;

  constructor(library: string, file: string) {
    this.library = library;
    this.file = file;
    this.show('+0');
  }

  /** `+3600`: seconds ahead of the real time; `+0 x1.1`: running too fast from the process's start on. */
  show(spec: string): void {
    writeFileSync(this.file, spec);
  }

  /** `isSteadyFaked`: the steady clock jumps as well, as where it runs on while the machine sleeps. */
  variables(isSteadyFaked: boolean): Record<string, string> {
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      NO_FAKE_STAT: '1',
      ...(isSteadyFaked ? {} : { FAKETIME_DONT_FAKE_MONOTONIC: '1' }),
    };
  }
}
