import { json, text, type Reply } from '../../http/exchange.ts';

/** What version 3 answers to a parameter that it cannot take. */
export function badRequest(...message: string[]): Reply {
  return json(400, { message, error: 'Bad Request', statusCode: 400 });
}

/** What version 3 answers without a key or with one that it does not know. */
export function badKey(): Reply {
  return json(401, { message: 'Invalid API key', code: '003-005' });
}

/** What version 3 answers about something that is not there. */
export function notFound(): Reply {
  return json(404, { message: 'Not Found', code: '000-004' });
}

/** What version 3 answers to a write with a key that may only read. */
export function readOnly(): Reply {
  return json(403, { message: 'This API key is read-only', error: 'Forbidden', statusCode: 403 });
}

/** What version 3 answers beyond the limit: text, although everything else is JSON. */
export function tooMany(retryAfterSeconds = 60): Reply {
  return text(429, 'ThrottlerException: Too Many Requests', { 'retry-after': String(retryAfterSeconds) });
}
