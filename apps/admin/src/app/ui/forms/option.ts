/** One of several values, named. */
export interface Option {
  readonly value: string;
  readonly text: string;
}
