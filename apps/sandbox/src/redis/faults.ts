import type { Fault } from '../faults.ts';
import type { RedisInstance } from './instance.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

/** Commands that Redis answers even before it has loaded its keys. */
const ANSWERED_WHILE_LOADING = new Set(
  'auth client config discard exec hello info lastsave latency multi quit reset role select slowlog time'.split(
    ' ',
  ),
);
/** Commands that open a connection, which a used-up quota does not forbid. */
const ANSWERED_OVER_QUOTA = new Set(['auth', 'client', 'hello', 'quit', 'reset']);

/** Whether a fault has nothing to do with this command. */
export function isExempt({ kind }: Fault, command: string): boolean {
  if (kind === 'loading') return ANSWERED_WHILE_LOADING.has(command);
  if (kind === 'request-limit' || kind === 'rate-limit') return ANSWERED_OVER_QUOTA.has(command);
  return false;
}

/** What a fault says in place of the true answer, if it says anything. */
export function refusalOf(fault: Fault | undefined, words: readonly string[]): Reply | undefined {
  switch (fault?.kind) {
    case 'loading':
      return { error: 'LOADING Redis is loading the dataset in memory' };
    case 'request-limit':
    case 'rate-limit':
      return {
        error:
          'ERR max requests limit exceeded. Limit: 500000, Usage: 500000. See https://upstash.com/docs/redis/troubleshooting/max_requests_limit for details',
      };
    case 'echo':
      return { error: `ERR unknown command, with args beginning with: ${words.join(' ')}` };
    case 'unauthorized':
      return words.some((word) => /^auth$/i.test(word))
        ? { error: 'WRONGPASS invalid username-password pair or user is disabled.' }
        : { error: 'NOAUTH Authentication required.' };
    default:
      return undefined;
  }
}

/** Redis drops the connections of a user who is taken away; without a password there was no user to take. */
export function endsConnection(
  fault: Fault | undefined,
  { password }: RedisInstance,
  { authenticated }: Session,
) {
  return fault?.kind === 'unauthorized' && password !== undefined && authenticated;
}
