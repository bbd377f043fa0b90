import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Faults } from '../faults.ts';
import { startRedis } from '../redis.ts';

const hasRealRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRealRedis) console.warn('redis-server is not installed: the stand-in is not compared with it');

/** Lines of commands; both servers start empty and run all of them in this order. */
const SCRIPT = `
  PING | PING hello | ECHO hi | SELECT 0 | SELECT x | SELECT 99 | CLIENT GETNAME | CLIENT SETNAME probe | CLIENT GETNAME
  CLIENT SETNAME "a b" | CLIENT NONSENSE | AUTH secret | AUTH default x | AUTH a b c | AUTH nobody x
  HELLO 4 | HELLO x | HELLO 3 NONSENSE | INFO nonsense | DBSIZE | FLUSHDB NONSENSE | GET | FOOBAR | FoObAr a "b c"
  SET a 1 | GET a | INCR a | INCR a | TYPE a | TTL a | EXPIRE a 100 | TTL a | SET a 5 | TTL a | SET a 5 EX 0 | SET a 5 EX
  SET a 6 PX 5000 | TTL a | SET a 7 NX | SET a 7 XX | SET z 7 XX | SET a 7 NONSENSE | EXPIRE a x | EXPIRE missing 5
  SET text abc | INCR text | INCR fresh | EXISTS a text missing a | MGET a missing text | DEL fresh missing | HGET a x | LPUSH a x
  HSET h f 1 g 2 | HSET h f 3 i 4 | HSET h f | HSET h f 1 g | HGET h f | HGET h missing | HMGET h f missing g | HGETALL h
  HLEN h | HINCRBY h f 5 | HINCRBY h new -2 | HINCRBY h f x | HSET h text abc | HINCRBY h text 1 | HGETALL missing | HLEN missing
  GET h | MGET h a | TYPE h | LPUSH l a b c | LPUSH l d | LRANGE l 0 -1 | LRANGE l 1 2 | LRANGE l -2 -1 | LRANGE l -99 99
  LRANGE l 3 1 | LRANGE l 9 12 | LRANGE l 0 -99 | LRANGE l x 1 | LLEN l | LTRIM l 0 2 | LRANGE l 0 -1 | LTRIM l 5 9 | EXISTS l
  LTRIM missing 0 1 | EXISTS missing | LLEN missing | TYPE missing | TTL missing | EXPIRE text -1 | EXISTS text
  MULTI | MULTI | SET t 1 | INCR t | HGETALL h | EXEC | MULTI | NONSENSE | SET t 9 | EXEC | GET t | EXEC | DISCARD | MULTI | SET t 8 | DISCARD
  GET t | SCAN x | SCAN 0 COUNT 0 | SCAN 0 COUNT x | SCAN 0 NONSENSE 1 | SCAN 0 MATCH | MEMORY USAGE missing | MEMORY NONSENSE
  CONFIG GET nonsense | CONFIG NONSENSE | SLOWLOG NONSENSE | LATENCY LATEST | DBSIZE | FLUSHDB | DBSIZE | FLUSHDB ASYNC | RESET
`;

const COMMANDS = SCRIPT.split(/[|\n]/).flatMap((line) => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return words.length > 0 ? [words] : [];
});

const PATTERNS = [
  '*',
  'k?y',
  'k[ae]y',
  'k[^e]y',
  'k[a-c]y',
  '*:*',
  'a\\*b',
  'a*b',
  '[',
  'k[]y',
  '(k)',
  'K*',
  '',
  '**',
];
const NAMES = ['key', 'kay', 'kby', 'k:y', 'a*b', 'axb', '(k)', 'key:long:name', 'line\nbreak'];

describe.each([2, 3] as const)('the stand-in for Redis, next to a real one, in RESP%i', (protocol) => {
  const directory = mkdtempSync(join(tmpdir(), 'redis-'));
  const path = join(directory, 'socket');
  const real = hasRealRedis && spawn('redis-server', ['--port', '0', '--unixsocket', path, '--save', '']);
  const options = {
    protocol,
    replyMapping: protocol === 3 ? 'resp3' : 'legacy',
    disableClientInfo: true,
  } as const;
  const clients: Redis[] = [];
  let stop = () => Promise.resolve();

  beforeAll(async () => {
    if (!real) return;
    await new Promise<void>((resolve) => {
      real.stdout.on('data', (text: Buffer) => text.includes('eady to accept') && resolve());
    });
    const sandbox = await startRedis({
      environment: 'dev',
      host: '127.0.0.1',
      port: 0,
      flavour: 'local',
      faults: new Faults(),
    });
    stop = () => sandbox.close();
    clients.push(new Redis({ ...options, path }), new Redis({ ...options, port: sandbox.port }));
    await Promise.all(clients.map((client) => client.flushdb()));
  });

  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await stop();
    if (real) {
      real.kill();
      await once(real, 'exit');
    }
    rmSync(directory, { recursive: true });
  });

  const answersOf = async (client: Redis | undefined, commands: string[][]) => {
    const answers: string[] = [];
    for (const [name = '', ...args] of commands) {
      const answer = await client?.call(name, ...args).catch((error: Error) => `(error) ${error.message}`);
      answers.push(`${name} ${args.join(' ')} -> ${JSON.stringify(comparable(answer))}`);
    }
    return answers;
  };

  (hasRealRedis ? it : it.skip)('answers every command as the real one does', async () => {
    const expected = await answersOf(clients[0], COMMANDS);
    expect(await answersOf(clients[1], COMMANDS)).toEqual(expected);
  });

  (hasRealRedis ? it : it.skip)('matches the same patterns', async () => {
    const matches = async (client: Redis | undefined) => {
      await client?.flushdb();
      for (const name of NAMES) await client?.set(name, 'x');
      return Promise.all(
        PATTERNS.map(async (pattern) => {
          const page = await client?.scan(0, 'MATCH', pattern, 'COUNT', 1000);
          return `${pattern}: ${page?.[1].sort().join()}`;
        }),
      );
    };
    expect(await matches(clients[1])).toEqual(await matches(clients[0]));
  });
});

/** Maps have no order to rely on, and JSON does not know them. */
function comparable(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(comparable);
  if (answer instanceof Error) return `(error) ${answer.message}`;
  const entries = answer instanceof Map ? [...answer] : isRecord(answer) ? Object.entries(answer) : undefined;
  return entries ? { map: entries.sort().map(([key, value]) => [key, comparable(value)]) } : answer;
}

function isRecord(answer: unknown): answer is Record<string, unknown> {
  return typeof answer === 'object' && answer !== null;
}
