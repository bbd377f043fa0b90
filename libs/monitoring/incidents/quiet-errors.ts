import type { Quiet, QuietFault } from '@envscope/contracts/index.js';

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

/** As much is quiet, or planned to be, as may be at once. */
export class TooManyQuiets extends Error {
  constructor(readonly most: number) {
    super(`There are ${most} quiet times already`);
    this.name = 'TooManyQuiets';
  }
}

/** What was asked for would never be quiet, or for longer than anybody can mean. */
export class InvalidQuiet extends Error {
  readonly field: QuietFault['field'];
  readonly code: QuietFault['code'];

  constructor({ field, code }: QuietFault) {
    super(`A quiet time cannot be kept: ${code}`);
    this.name = 'InvalidQuiet';
    this.field = field;
    this.code = code;
  }
}
