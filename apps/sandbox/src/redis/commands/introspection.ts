import { argument, integer, subcommands } from './command.ts';
import { globTest } from './glob.ts';
import { localInfo } from '../info/local.ts';
import { upstashInfo } from '../info/upstash.ts';
import { OK, Refusal } from '../reply.ts';
import type { Command, CommandContext } from './command.ts';
import type { Reply } from '../reply.ts';

/** The commands that a dashboard asks the server about itself. */
export const SERVER_COMMANDS: Readonly<Record<string, Command>> = {
  info: {
    arity: -1,
    run: (sections, { redis }) => ({
      report: redis.flavour === 'upstash' ? upstashInfo(redis, sections) : localInfo(redis, sections),
    }),
  },
  dbsize: { arity: 1, run: (_args, { redis }) => redis.keys.totals().keys },
  time: {
    arity: 1,
    run: (_args, { redis }) => [String(Math.floor(redis.now() / 1000)), String((redis.now() % 1000) * 1000)],
  },
  flushdb: {
    arity: -1,
    run: ([mode], { redis }) => {
      if (mode !== undefined && !/^a?sync$/i.test(mode)) throw new Refusal('ERR syntax error');
      redis.keys.clear();
      return OK;
    },
  },
  memory: {
    arity: -2,
    run: subcommands('memory', { usage: (args, { redis }) => redis.keys.bytesOf(argument(args, 0)) ?? null }),
  },
  config: {
    arity: -2,
    run: subcommands('config', { get: (patterns, context) => configGet(patterns, context) }),
  },
  slowlog: {
    arity: -2,
    run: subcommands('slowlog', {
      get: ([count = '10'], context) => slowCommands(context).slice(0, integer(count)),
      len: (_args, context) => slowCommands(context).length,
    }),
  },
  latency: { arity: -2, run: subcommands('latency', { latest: () => [] }) },
  role: { arity: 1, run: () => ['master', 0, []] },
  lastsave: { arity: 1, run: (_args, { redis }) => redis.lastSavedAtSeconds() },
};

function configGet(patterns: readonly string[], { redis }: CommandContext): Reply {
  const settings: Record<string, string> = {
    maxmemory: String(redis.maxMemoryBytes),
    'maxmemory-policy': 'volatile-ttl',
    appendonly: 'no',
    databases: '1',
    'latency-monitor-threshold': '0',
    'slowlog-log-slower-than': '10000',
    'slowlog-max-len': '128',
  };
  // Upstash answers nothing for the settings that it does not let its users change.
  const visible = redis.flavour === 'upstash' ? [] : Object.entries(settings);
  const tests = patterns.map((pattern) => globTest(pattern.toLowerCase()));
  return { map: visible.filter(([name]) => tests.some((passes) => passes(name))) };
}

/** Two commands of a job that walks over everything every hour, newest first. */
function slowCommands({ redis }: CommandContext): Reply[] {
  const hourSeconds = Math.floor(redis.now() / 3_600_000) * 3600;
  const hoursUp = Math.floor((redis.now() - redis.figures.startedAtMs) / 3_600_000);
  const client = ['10.0.3.17:50112', 'report-worker'];
  return [
    [hoursUp * 2 + 1, hourSeconds + 61, 18_412, ['HGETALL', `${redis.prefix}catalog`], ...client],
    [hoursUp * 2, hourSeconds + 60, 12_907, ['LRANGE', `${redis.prefix}queue:emails`, '0', '-1'], ...client],
  ].slice(0, hoursUp * 2);
}
