import type { HostileAnswer } from './exchange.ts';
import type { HostileRequest } from './mischief.ts';

const MOST_ERROR_BYTES = 16 * 1024;
const MOST_SUCCESS_BYTES = 64 * 1024;

/** Answers that may be larger, and how large: what they hold is bounded by settings, or by how many points are asked for. */
const LARGER: Readonly<Record<string, number>> = {
  'GET /api/internal/config': 256 * 1024,
  'GET /api/internal/overview': 256 * 1024,
  'GET /api/internal/environments/{environment}/dashboard': 256 * 1024,
  'GET /api/internal/environments/{environment}/services/{service}': 256 * 1024,
  'GET /api/internal/environments/{environment}/services/{service}/series': 512 * 1024,
  'GET /api/internal/incidents': 512 * 1024,
  'GET /api/internal/incidents/{id}': 256 * 1024,
  'GET /api/internal/incidents/{id}/deliveries': 256 * 1024,
  'GET /api/internal/deliveries': 512 * 1024,
  'GET /api/internal/audit': 512 * 1024,
  'GET /api/internal/audit/export': 16 * 1024 * 1024,
  'GET /api/internal/people': 512 * 1024,
  'GET /api/internal/api-keys': 512 * 1024,
};

/** Refusals that hold for every operation, and "as you have it", which stand in no operation's list. */
const OF_ALL: ReadonlySet<number> = new Set([304, 400, 403, 404, 413, 415, 429, 431]);

/** What must not be about an answer, in words; undefined where it is in order. */
export function faultOf(
  { operation, tricks }: HostileRequest,
  answer: HostileAnswer,
  secrets: readonly string[],
): string | undefined {
  const fault = unsound(operation.name, operation.statuses, answer) ?? leak(answer, secrets);
  return fault && `${operation.name} (${tricks.join(', ')}): ${fault}`;
}

function unsound(
  name: string,
  statuses: ReadonlySet<number>,
  { status, contentType, bytes, tookMs, body }: HostileAnswer,
): string | undefined {
  if (status === 0) return `no answer after ${tookMs} ms`;
  if (!statuses.has(status) && !OF_ALL.has(status))
    return `answers ${status}, which it does not announce: ${body.slice(0, 200)}`;
  if (status >= 400) {
    if (bytes > MOST_ERROR_BYTES) return `an error of ${bytes} bytes`;
    return contentType.startsWith('application/problem+json')
      ? undefined
      : `an error of type ${contentType || 'none'}`;
  }
  const most = LARGER[name] ?? MOST_SUCCESS_BYTES;
  return bytes > most ? `a success of ${bytes} bytes` : undefined;
}

function leak({ body }: HostileAnswer, secrets: readonly string[]): string | undefined {
  const leaked = secrets.findIndex((secret) => body.includes(secret));
  return leaked === -1 ? undefined : `repeats secret number ${leaked + 1}`;
}

const MOST_COMPLAINTS = 5;

/** What must not be in a log without colours: errors of the console's own, and secrets. */
export function faultsOfLog(lines: readonly string[], secrets: readonly string[]): string[] {
  const complaints = lines.filter((line) => / (?:ERROR|FATAL) \[/.test(line)).slice(0, MOST_COMPLAINTS);
  const isLeaking = lines.some((line) => secrets.some((secret) => line.includes(secret)));
  return [
    ...complaints.map((line) => `it logged an error: ${line.slice(0, 300)}`),
    ...(isLeaking ? ['a secret is in its log'] : []),
  ];
}
