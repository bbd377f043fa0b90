import { Refusal } from '../reply.ts';
import type { RedisInstance } from '../instance.ts';
import type { Session } from '../session.ts';
import type { Reply } from '../reply.ts';

/** One command of Redis. */
export interface Command {
  /** How many words it takes, its own name included; a negative figure is the least that it takes. */
  readonly arity: number;
  /** Whether it changes keys: such a command is refused when the memory is full. */
  readonly writes?: boolean;
  /** Answers `args`, which come without the name. Throws a Refusal for what Redis answers with an error. */
  run(args: readonly string[], context: CommandContext): Reply;
}

/** What a command works on. */
export interface CommandContext {
  readonly redis: RedisInstance;
  readonly session: Session;
}

/** The argument at this place; the arity has been checked, so a missing one is a wrong use of the syntax. */
export function argument(args: readonly string[], index: number): string {
  const text = args[index];
  if (text === undefined) throw new Refusal('ERR syntax error');
  return text;
}

/** Reads a whole number as Redis does: no spaces, no fraction, no plus sign. */
export function integer(text: string, complaint = 'ERR value is not an integer or out of range'): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new Refusal(complaint);
  return value;
}

/** Runs the one of the subcommands that the first argument names, as CLIENT and CONFIG do. */
export function subcommands(name: string, table: Readonly<Record<string, Command['run']>>): Command['run'] {
  return ([given = '', ...args], context) => {
    const run = table[given.toLowerCase()];
    if (!run) throw new Refusal(`ERR unknown subcommand '${given}'. Try ${name.toUpperCase()} HELP.`);
    return run(args, context);
  };
}
