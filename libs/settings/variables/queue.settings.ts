import { LocationId } from '@envscope/contracts/index.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import type { TrustedCa } from '@envscope/environments/trusted-ca.js';
import { redisUrl, typeByHost } from '@envscope/integrations/redis/redis.settings.js';
import * as z from 'zod';
import type { VariableReader } from '../problems.js';

/** The Redis that holds BullMQ's queues. */
export interface QueueSettings {
  /** A secret. */
  readonly url: string;
  /** Of all keys there. */
  readonly prefix: string;
  readonly ca?: TrustedCa;
}

const location = z.string().refine((text) => LocationId.safeParse(text).success, {
  message: 'must begin with a lower-case letter, and go on with letters, digits or "-"',
});

/** Variables of workers, and of the console that has them check. */
export const QUEUE_VARIABLES = {
  QUEUE_URL: { schema: redisUrl, example: 'redis://:password@redis.example.com:6379', isSecret: true },
  QUEUE_PREFIX: {
    schema: z.string().regex(/^[\w-]{1,40}$/, 'must be letters, digits, "_" or "-"'),
    example: 'envscope',
  },
  QUEUE_MAY_BE_BILLED: {
    schema: z.enum(['true', 'false']).transform((value) => value === 'true'),
    example: 'true',
  },
  LOCATION: { schema: location, example: 'seoul' },
  WORKER_NAME: {
    schema: z.string().regex(/^[\w.-]{1,63}$/, 'must be letters, digits, "_", "-" or "."'),
    example: 'seoul-1',
  },
} as const satisfies Variables;

interface QueueValues {
  readonly QUEUE_URL?: string | undefined;
  readonly QUEUE_PREFIX?: string | undefined;
  readonly QUEUE_MAY_BE_BILLED?: boolean | undefined;
  readonly TLS_CA_FILE?: TrustedCa | undefined;
}

/** Workers ask their queue all day long: whoever pays for each command has to say that this is meant. */
export function queueOf(reader: VariableReader, values: QueueValues): QueueSettings | undefined {
  const { QUEUE_URL: url, QUEUE_PREFIX: prefix = 'envscope', TLS_CA_FILE: ca } = values;
  if (url === undefined) return undefined;
  if (typeByHost(new URL(url).hostname) === 'upstash' && values.QUEUE_MAY_BE_BILLED !== true) {
    const fault =
      'is a Redis that bills each command, and workers send millions of them a month: use another one, or set QUEUE_MAY_BE_BILLED=true';
    reader.report({ variable: 'QUEUE_URL', fault });
  }
  return { url, prefix, ...(ca ? { ca } : {}) };
}
