import type { Permission } from '../../libs/contracts/access/access.ts';
import type { HostileAnswer } from './exchange.ts';
import type { Caller } from './callers.ts';
import type { HostileRequest } from './mischief.ts';

/** Said before anybody looks at who asks, or of no operation at all: none of it tells anything of what is there. */
const BEFORE_THE_DOOR: ReadonlySet<string> = new Set([
  ...['malformed-request', 'unknown-route', 'body-too-large', 'body-not-json', 'headers-too-large'],
  ...['foreign-host', 'foreign-origin', 'foreign-site', 'too-many-requests'],
]);

const ENVIRONMENTS = ['dev', 'staging', 'prod'];

/** What of an answer goes beyond what the caller may do; undefined where it does not. */
export function trespassOf(caller: Caller, sent: HostileRequest, answer: HostileAnswer): string | undefined {
  const fault = beyond(caller, sent, answer);
  return fault && `${caller.name}: ${sent.operation.name} (${sent.tricks.join(', ')}): ${fault}`;
}

function beyond(caller: Caller, sent: HostileRequest, answer: HostileAnswer): string | undefined {
  const { permission, scope } = sent.operation;
  if (answer.status >= 500 && answer.status !== 503)
    return `answers ${answer.status}: ${answer.body.slice(0, 200)}`;
  const code = answer.status >= 400 ? codeOf(answer) : null;
  if (code !== null && BEFORE_THE_DOOR.has(code)) return undefined;
  const isTurnedAway = code === 'not-signed-in' || code === 'not-permitted';
  const said = `answers ${answer.status} ${code ?? ''}`;
  if (permission === 'public') return isTurnedAway ? `${said}, though everybody may ask` : undefined;
  if (!caller.isKnown) return code === 'not-signed-in' ? undefined : `${said} without knowing who asks`;
  if (code === 'not-signed-in') return `${said}, though it knows who asks`;
  if (permission === 'signed-in') return undefined;
  const isLetIn = mayAsk(caller, permission as Permission, scope, sent);
  if (!isLetIn) return code === 'not-permitted' ? undefined : `${said}, though it is not permitted`;
  if (code === 'not-permitted' && scope !== 'handler') return `${said}, though it is permitted`;
  return answer.status < 300 ? shows(caller, permission as Permission, answer) : undefined;
}

function mayAsk({ may }: Caller, permission: Permission, scope: string, sent: HostileRequest): boolean {
  if (scope === 'handler') return may(permission, null) || ENVIRONMENTS.some((each) => may(permission, each));
  return may(permission, scope === 'path' ? environmentIn(sent) : null);
}

/** Null for a text that can name none. */
function environmentIn({ operation, path }: HostileRequest): string | null {
  const index = operation.path.split('/').indexOf('{environment}');
  const text = decodeURIComponent((path.split('?')[0] ?? '').split('/')[index] ?? '');
  return /^[a-z][a-z0-9]{0,31}$/.test(text) ? text : null;
}

/** Who may do something in single environments is shown nothing of the others by it. */
function shows({ may }: Caller, permission: Permission, { body }: HostileAnswer): string | undefined {
  const foreign = ENVIRONMENTS.filter((each) => !may('read', each) && !may(permission, each));
  const shown = foreign.find((each) => new RegExp(`"${each}(?:\\.[a-z]+)?"`).test(body));
  return shown === undefined ? undefined : `shows something of ${shown}: ${body.slice(0, 200)}`;
}

function codeOf({ body }: HostileAnswer): string {
  try {
    return String((JSON.parse(body) as { code?: unknown }).code);
  } catch {
    return 'no problem';
  }
}
