import type { ProblemCode } from '@envscope/contracts/index.js';
import { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';

/** What went wrong with a provider. */
export interface ProviderFault {
  /** What the person is told. */
  readonly code: ProblemCode;
  /** What the log says, behind "The OpenID provider …": the cause, and what to look at. No code, token or secret is in it. */
  readonly cause: string;
}

/** The provider asked the person, or would have to: nothing is wrong. */
const REFUSALS = new Set([
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);
const OUTAGES = new Set(['server_error', 'temporarily_unavailable']);

/** An error of `openid-client`; of each only what its kind has is there. */
interface ClientError extends Error {
  readonly code?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly status?: unknown;
}

/** What an error says that came of asking the provider. */
export function faultOf(error: unknown): ProviderFault {
  const chain = causesOf(error);
  const refusal = chain.find((each) => each instanceof ChannelRefusal);
  if (refusal) return { code: 'provider-away', cause: `cannot be reached: ${refusal.reason.code}` };
  const [found, status] = [chain.find(isClientError), statusIn(chain)];
  switch (found?.code) {
    case 'OAUTH_TIMEOUT':
      return { code: 'provider-away', cause: 'does not answer in time' };
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return {
        code: 'clocks-differ',
        cause: "gave an ID token that does not hold now, by this machine's clock: compare both clocks",
      };
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return ofAuthorization(found);
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return { code: 'provider-refused', cause: wrongClient('401') };
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return ofToken(found);
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return {
        code: 'provider-refused',
        cause: 'calls itself otherwise than OIDC_ISSUER does: it must be the same to the letter',
      };
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      if (status !== undefined && status >= 500) return { code: 'provider-away', cause: `answers ${status}` };
      return {
        code: 'provider-refused',
        cause: `answers ${status ?? 'otherwise'} than OpenID Connect says: is OIDC_ISSUER right?`,
      };
    default:
      return { code: 'provider-refused', cause: `answers what cannot be used: ${messageOf(error)}` };
  }
}

function ofAuthorization(error: ClientError): ProviderFault {
  const name = String(error.error);
  if (REFUSALS.has(name)) return { code: 'sign-in-refused', cause: `let nobody in: ${name}` };
  if (OUTAGES.has(name)) return { code: 'provider-away', cause: `fails: ${stated(error)}` };
  return { code: 'provider-refused', cause: `refuses the request: ${stated(error)}` };
}

function ofToken(error: ClientError): ProviderFault {
  const name = String(error.error);
  if (name === 'invalid_client' || name === 'unauthorized_client')
    return { code: 'provider-refused', cause: wrongClient(name) };
  if (name === 'invalid_grant') {
    const cause = `does not take the code: it is old or was used, or the redirect address is not the one registered (${stated(error)})`;
    return { code: 'provider-refused', cause };
  }
  return { code: 'provider-refused', cause: `refuses the request: ${stated(error)}` };
}

const wrongClient = (answer: string): string =>
  `refuses this console (${answer}): compare OIDC_CLIENT_ID and OIDC_CLIENT_SECRET with what it has registered`;

function stated({ error, error_description: description }: ClientError): string {
  return typeof description === 'string' ? `${String(error)}, ${description}` : String(error);
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each !== undefined && chain.length < 5; each = (each as Error | null)?.cause)
    chain.push(each);
  return chain;
}

const isClientError = (error: unknown): error is ClientError =>
  error instanceof Error && typeof (error as ClientError).code === 'string';

/** Of the answer that an error was made of. */
function statusIn(chain: readonly unknown[]): number | undefined {
  return chain.find((each) => each instanceof Response)?.status;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
