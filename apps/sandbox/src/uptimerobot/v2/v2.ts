import { html, json, type Call, type Reply } from '../../http/exchange.ts';
import type { Account } from '../accounts.ts';
import { monitorV2, type V2Parts } from './monitor.ts';
import type { Monitors } from '../monitors.ts';
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
export function fail(error: Readonly<Record<string, string>>): Reply {
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

/** The methods of version 2, for a call whose account is known and admitted. */
export class UptimeRobotV2 {
  private readonly monitors: Monitors;
  private readonly story: Story;

  constructor(monitors: Monitors, story: Story) {
    this.monitors = monitors;
    this.story = story;
  }

  /** The answer to one account's call. */
  answer(call: Call, account: Account): Reply {
    if (call.path === '/v2/getMonitors') return this.getMonitors(formOf(call), account, call.atMs);
    return fail({ type: 'not_found', message: 'The method does not exist.' });
  }

  private getMonitors(form: URLSearchParams, account: Account, atMs: number): Reply {
    const offset = count(form.get('offset'), 0);
    const limit = Math.min(MAX_PER_PAGE, count(form.get('limit'), MAX_PER_PAGE) || MAX_PER_PAGE);
    const parts = partsOf(form);
    const monitors = this.of(account, atMs).map((monitor) => monitorV2(monitor, parts, this.story, atMs));
    return json(200, {
      stat: 'ok',
      pagination: { offset, limit, total: monitors.length },
      monitors: monitors.slice(offset, offset + limit),
    });
  }

  private of(account: Account, atMs: number) {
    return this.monitors.at(atMs).filter(({ seed }) => account.environments.includes(seed.environment));
  }
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
