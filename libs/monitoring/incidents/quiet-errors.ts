import type { Quiet } from '@envscope/contracts/index.js';

/** No maintenance and no silence has this id. */
export class UnknownQuiet extends Error {
  constructor(readonly quietId: string) {
    super(`There is no quiet time ${quietId}`);
    this.name = 'UnknownQuiet';
  }
}

/** The maintenance or silence has ended before. */
export class QuietOver extends Error {
  constructor(readonly quiet: Quiet) {
    super(`Quiet time ${quiet.id} is over`);
    this.name = 'QuietOver';
  }
}

/** What was asked for would never be quiet: `endsAt` is not after the start, or not after now. */
export class InvalidQuiet extends Error {
  readonly field = 'endsAt';

  constructor(readonly code: 'ends-before-it-starts' | 'in-the-past') {
    super(`A quiet time cannot be kept: ${code}`);
    this.name = 'InvalidQuiet';
  }
}
