/** The package ships no types: this is the part of it that the stand-in uses. */
declare module 'redis-parser' {
  export interface ParserOptions {
    returnReply(reply: unknown): void;
    returnError(error: Error): void;
    returnFatalError(error: Error): void;
  }
  export default class Parser {
    constructor(options: ParserOptions);
    execute(bytes: Buffer): void;
  }
}
