import { html, json, type Call, type Reply } from '../../http/exchange.ts';
import { monitorV2, type V2Parts } from './monitor.ts';
import type { Monitor } from '../monitors.ts';
import type { Story } from '../../story.ts';

const MAX_PER_PAGE = 50;

/** The form of a call to version 2; what is in the query counts for `getMonitors` only. */
export function formOf({ path, query, body, headers }: Call): URLSearchParams {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const form = new URLSearchParams(isForm ? body.toString('utf8') : '');
  if (path.endsWith('/getMonitors')) {
    for (const [name, value] of query) if (!form.has(name)) form.set(name, value);
  }
  return form;
}

/** What version 2 answers to a mistake: always with status 200. */
function fail(error: Readonly<Record<string, string>>): Reply {
  return json(200, { stat: 'fail', error });
}

/** What version 2 answers to a key that is missing or wrong. */
export function badKeyV2(key: string | null): Reply {
  return key === null
    ? fail({ type: 'missing_parameter', parameter_name: 'api_key' })
    : fail({
        type: 'invalid_parameter',
        parameter_name: 'api_key',
        passed_value: key,
        message: 'api_key is invalid.',
      });
}

/** What version 2 answers beyond the limit: a page. */
export function tooManyV2(retryAfterSeconds: number): Reply {
  return html(429, `<html><body>Rate limit exceeded, retry in ${retryAfterSeconds} seconds</body></html>`, {
    'retry-after': String(retryAfterSeconds),
  });
}

/** The answer of version 2 to a call whose account is known and admitted. */
export function answerV2(call: Call, monitors: readonly Monitor[], story: Story): Reply {
  if (call.path !== '/v2/getMonitors') {
    return fail({ type: 'not_found', message: 'The method does not exist.' });
  }
  const form = formOf(call);
  const offset = count(form.get('offset'), 0);
  const limit = Math.min(MAX_PER_PAGE, count(form.get('limit'), MAX_PER_PAGE) || MAX_PER_PAGE);
  const parts = partsOf(form);
  const page = monitors.slice(offset, offset + limit);
  return json(200, {
    stat: 'ok',
    pagination: { offset, limit, total: monitors.length },
    monitors: page.map((monitor) => monitorV2(monitor, parts, story, call.atMs)),
  });
}

function partsOf(form: URLSearchParams): V2Parts {
  const isSet = (name: string) => form.get(name) === '1';
  const days = (text: string | null) => (text ? text.split('-').map(Number) : undefined);
  return {
    uptimeDays: days(form.get('custom_uptime_ratios')),
    hasResponseTimes: isSet('response_times'),
    responseTimes: count(form.get('response_times_limit'), 288),
    hasLogs: isSet('logs'),
    logs: count(form.get('logs_limit'), 50),
    hasSsl: isSet('ssl'),
  };
}

function count(text: string | null, fallback: number): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : fallback;
}
