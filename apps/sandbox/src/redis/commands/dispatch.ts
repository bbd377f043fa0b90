import { COMMANDS } from './commands.ts';
import { OK, Refusal } from '../reply.ts';
import type { Command } from './command.ts';
import type { RedisInstance } from '../instance.ts';
import type { Reply } from '../reply.ts';
import type { Session } from '../session.ts';

const REFUSED_BY_UPSTASH = new Set(['slowlog', 'latency', 'role', 'lastsave', 'debug']);
const ALLOWED_BEFORE_LOGIN = new Set(['auth', 'hello', 'quit', 'reset']);
const NEVER_QUEUED = new Set(['exec', 'discard', 'multi', 'quit', 'reset']);

/** Answers one command, given as its words; refusals are answers too. */
export function execute(redis: RedisInstance, session: Session, words: readonly string[]): Reply {
  const [givenName = '', ...args] = words;
  const name = givenName.toLowerCase();
  try {
    const command = find(redis, givenName, args);
    if (!session.authenticated && !ALLOWED_BEFORE_LOGIN.has(name)) {
      throw new Refusal('NOAUTH Authentication required.');
    }
    if (session.queue && !NEVER_QUEUED.has(name)) {
      session.queue.push([...words]);
      return { status: 'QUEUED' };
    }
    redis.figures.countCommand(name, command.writes === true);
    if (command.writes && !redis.makeRoom()) {
      throw new Refusal("OOM command not allowed when used memory > 'maxmemory'.");
    }
    return command.run(args, { redis, session });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!NEVER_QUEUED.has(name)) session.queueIsSpoiled = session.queue !== undefined;
    redis.figures.countError(error.message);
    return { error: error.message };
  }
}

function find({ flavour }: RedisInstance, givenName: string, args: readonly string[]): Command {
  const name = givenName.toLowerCase();
  if (flavour === 'upstash' && REFUSED_BY_UPSTASH.has(name)) {
    throw new Refusal(
      `ERR Command is not available: '${givenName.toUpperCase()}'. See https://upstash.com/docs/redis/overall/rediscompatibility for details`,
    );
  }
  const command = TRANSACTIONS.get(name) ?? COMMANDS.get(name);
  if (!command) {
    const beginning = args
      .map((arg) => `'${arg}' `)
      .join('')
      .slice(0, 128);
    throw new Refusal(`ERR unknown command '${givenName}', with args beginning with: ${beginning}`);
  }
  const words = args.length + 1;
  const fits = command.arity < 0 ? words >= -command.arity : words === command.arity;
  if (!fits) throw new Refusal(`ERR wrong number of arguments for '${name}' command`);
  return command;
}

/** The commands that need the others to be run. */
const TRANSACTIONS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    multi: {
      arity: 1,
      run: (_args, { session }) => {
        if (session.queue) throw new Refusal('ERR MULTI calls can not be nested');
        Object.assign(session, { queue: [], queueIsSpoiled: false });
        return OK;
      },
    },
    discard: {
      arity: 1,
      run: (_args, { session }) => {
        if (!session.queue) throw new Refusal('ERR DISCARD without MULTI');
        session.queue = undefined;
        return OK;
      },
    },
    exec: {
      arity: 1,
      run: (_args, { redis, session }) => {
        const { queue, queueIsSpoiled } = session;
        if (!queue) throw new Refusal('ERR EXEC without MULTI');
        session.queue = undefined;
        if (queueIsSpoiled) throw new Refusal('EXECABORT Transaction discarded because of previous errors.');
        return queue.map((words) => execute(redis, session, words));
      },
    },
  } satisfies Record<string, Command>),
);
