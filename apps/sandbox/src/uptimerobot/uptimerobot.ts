import { json, withHeaders, type Call, type Reply } from '../http/exchange.ts';
import { RateWindows, type Admission } from '../http/rate-windows.ts';
import type { StandIn, VendorFault } from '../http/stand-in.ts';
import type { Story } from '../story.ts';
import { accountsOf, type Account } from './accounts.ts';
import { Monitors, type Monitor } from './monitors.ts';
import { badKey, tooMany } from './v3/refusals.ts';
import { answerV2, badKeyV2, formOf, tooManyV2 } from './v2/v2.ts';
import { answerV3 } from './v3/v3.ts';

/** What a free account may ask per minute, counted over both versions and all of its callers. */
const FREE_CALLS_PER_MINUTE = 10;

/** UptimeRobot, both versions of its API under `/uptimerobot`. */
export class UptimeRobot implements StandIn {
  readonly service = 'uptimerobot';
  readonly mount = '/uptimerobot';
  readonly monitors: Monitors;
  /** `limit` is the number of calls per minute and account. */
  readonly windows = new RateWindows(FREE_CALLS_PER_MINUTE, 60_000);
  private readonly accounts: readonly Account[];
  private readonly story: Story;

  constructor(environments: readonly string[], story: Story, startedAtMs: number) {
    this.accounts = accountsOf(environments);
    this.monitors = new Monitors(environments, story, startedAtMs);
    this.story = story;
  }

  environmentOf(call: Call): string | undefined {
    return this.accountOf(call)?.environment;
  }

  credentialOf(call: Call): string {
    return this.accountOf(call)?.key ?? (keyOf(call) === null ? 'none' : 'unknown');
  }

  answer(call: Call): Reply {
    return isV2(call) ? this.answerV2(call) : this.answerV3(call);
  }

  refuse(fault: VendorFault, call: Call): Reply {
    const old = isV2(call);
    if (fault.kind === 'rate-limit') {
      return old ? tooManyV2(fault.retryAfterSeconds ?? 6) : tooMany(fault.retryAfterSeconds);
    }
    if (fault.kind === 'unauthorized') return old ? badKeyV2(keyOf(call)) : badKey();
    const status = fault.status ?? 503;
    return json(status, { message: 'Something went wrong', statusCode: status });
  }

  state(): unknown {
    return { callsPerMinute: this.windows.limit, monitorsSetByHand: this.monitors.state() };
  }

  reset(): void {
    this.monitors.reset();
    this.windows.limit = FREE_CALLS_PER_MINUTE;
    this.windows.reset();
  }

  private answerV3(call: Call): Reply {
    const account = this.accountOf(call);
    if (!account?.isCurrent) return badKey();
    const admission = this.windows.admit(account.key, call.atMs);
    const below = { ...call, base: `${call.base}/v3`, path: call.path.replace(/^\/v3/, '') };
    const reply = admission.isAllowed
      ? answerV3(below, account, this.monitorsOf(account, call), this.story)
      : tooMany();
    return withHeaders(reply, headersOf(admission));
  }

  private answerV2(call: Call): Reply {
    if (call.method !== 'POST') return json(405, { message: 'Method Not Allowed' });
    const account = this.accountOf(call);
    if (!account) return badKeyV2(keyOf(call));
    const admission = this.windows.admit(account.key, call.atMs);
    const reply = admission.isAllowed
      ? answerV2(call, this.monitorsOf(account, call), this.story)
      : tooManyV2(Math.ceil(admission.resetsInMs / 1000));
    return withHeaders(reply, headersOf(admission));
  }

  private monitorsOf({ environments }: Account, { atMs }: Call): Monitor[] {
    return this.monitors.at(atMs).filter(({ seed }) => environments.includes(seed.environment));
  }

  private accountOf(call: Call): Account | undefined {
    const key = keyOf(call);
    return this.accounts.find((account) => account.key === key);
  }
}

function isV2({ path }: Call): boolean {
  return path.startsWith('/v2/');
}

function keyOf(call: Call): string | null {
  if (isV2(call)) return formOf(call).get('api_key');
  return /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? null;
}

function headersOf({ limit, remaining, resetsInMs }: Admission): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    // Seconds until the window ends, although the documentation speaks of a moment.
    'x-ratelimit-reset': String(Math.ceil(resetsInMs / 1000)),
  };
}
