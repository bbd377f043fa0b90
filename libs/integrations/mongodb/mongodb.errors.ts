import type { Reason } from '@envscope/contracts/index.js';
import { connectionReason } from '@envscope/integrations/kernel/errors/connection-reason.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';

/** Why a command was refused though the login is right: the Atlas tier, the user's role, or an engine without it. */
export type Refusal = 'tier' | 'role' | 'unsupported';

/** How long the driver looks for a server before it gives up. */
export const SELECTION_TIMEOUT_MS = 4_000;

/** The login is right, and yet the server does not run this command for it. */
export class CommandRefused extends IntegrationError {
  constructor(
    readonly refusal: Refusal,
    message: string,
  ) {
    super('forbidden', message);
  }
}

const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
const COMMAND_NOT_FOUND = 59;
const COMMAND_NOT_SUPPORTED = 115;
const NOT_IMPLEMENTED = 238;
/** Atlas has one code for all that it adds itself, a wrong password included: only the texts differ. */
const ATLAS_ERROR = 8_000;

/** What the driver's error means; an error that is none of the driver's stays as it is. */
export function translate(error: unknown): unknown {
  const chain = causes(error);
  for (const { name, message, code } of chain) {
    if (
      code === AUTHENTICATION_FAILED ||
      (code === ATLAS_ERROR && /bad auth|authentication failed/i.test(message))
    ) {
      return new IntegrationError('unauthorized', `${name} ${code}`);
    }
    const refusal = refusalOf(code, message);
    if (refusal) return new CommandRefused(refusal, `${name} ${String(code)}`);
  }
  const reason = connectionReason(error) ?? reasonByName(chain);
  if (!reason) return error;
  // The driver's messages stay out: they may quote options of the URI.
  const text = chain.map(({ name }) => name).join(': ');
  const isSelection = reason.code === 'timeout' && chain[0]?.name === 'MongoServerSelectionError';
  const params = isSelection ? { limitMs: SELECTION_TIMEOUT_MS, ...reason.params } : reason.params;
  return new IntegrationError(reason.code, text, { params });
}

/** The error and what it wraps, outermost first. */
function causes(error: unknown): (Error & { readonly code?: unknown })[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

function refusalOf(code: unknown, message: string): Refusal | undefined {
  switch (code) {
    case ATLAS_ERROR:
      return /not allowed to do action|not authorized/i.test(message) ? 'role' : 'tier';
    case UNAUTHORIZED:
      return 'role';
    case COMMAND_NOT_FOUND:
    case COMMAND_NOT_SUPPORTED:
    case NOT_IMPLEMENTED:
      return 'unsupported';
    default:
      return undefined;
  }
}

const BY_NAME: readonly (readonly [RegExp, Reason])[] = [
  [
    /^Mongo(NetworkTimeout|OperationTimeout|WaitQueueTimeout|ServerSelection|System)Error$/,
    { code: 'timeout', params: {} },
  ],
  [
    /^Mongo(Parse|UnexpectedServerResponse|Decompression)Error$|^BSON/,
    { code: 'invalid-answer', params: {} },
  ],
  // By this name alone: the records behind mongodb+srv:// name no host, or hosts of another domain.
  [/^MongoAPIError$/, { code: 'invalid-answer', params: { where: 'DNS' } }],
  [/^Mongo(Kerberos|AWS|OIDC|Azure|GCP)Error$/, { code: 'unauthorized', params: {} }],
  [
    /^Mongo(Network|TopologyClosed|ServerClosed|NotConnected|PoolClosed|PoolCleared|ClientClosed|ExpiredSession|StalePrimary)Error$/,
    { code: 'connection-lost', params: {} },
  ],
  [/^Mongo(Server|WriteConcern)Error$/, { code: 'server-error', params: {} }],
  [
    /^Mongo(Compatibility|InvalidArgument|MissingCredentials|MissingDependency|Runtime)Error$/,
    { code: 'client-error', params: {} },
  ],
];

/** Reads the innermost error first, since "no server was found" only wraps why; alone it is a timeout. */
function reasonByName(chain: readonly Error[]): Reason | undefined {
  const reasons = chain.map(({ name }) => BY_NAME.find(([pattern]) => pattern.test(name))?.[1]);
  return reasons.findLast((reason) => reason !== undefined);
}
