import type { ReceivedEvent } from '../sentry/received.ts';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_FINGERPRINT = '{{ default }}';

/** What makes an issue of an event: its exception, or else its message in any of the forms that SDKs send. */
export function receivedEvent(event: Fields, atMs: number): ReceivedEvent {
  const exceptions = list(fields(event['exception'])['values'] ?? event['exception']);
  // The last exception of a chain is the one that was caught.
  const exception = fields(exceptions.at(-1));
  const frame = fields(list(fields(exception['stacktrace'])['frames']).at(-1));
  const type = text(exception['type']);
  const value = text(exception['value']) ?? messageOf(event) ?? '<unlabeled event>';
  const filename = text(frame['filename']);
  const environment = text(event['environment']) ?? 'production';
  const own = list(event['fingerprint']).filter((part) => part !== DEFAULT_FINGERPRINT);
  return {
    eventId: text(event['event_id']) ?? '',
    environment,
    release: text(event['release']),
    level: text(event['level']) ?? 'error',
    type,
    value,
    culprit: text(event['transaction']) ?? text(frame['function']),
    filename,
    platform: text(event['platform']) ?? 'other',
    isUnhandled: fields(exception['mechanism'])['handled'] === false,
    userId: text(fields(event['user'])['id']),
    fingerprint: own.length > 0 ? own.join(' ') : [type, value, filename].join(' '),
    atMs,
  };
}

function messageOf(event: Fields): string | null {
  const entry = fields(event['logentry'] ?? event['message']);
  return text(event['message']) ?? text(entry['formatted']) ?? text(entry['message']);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
