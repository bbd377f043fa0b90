import { html, json, noContent, text, type Call, type Reply } from '../http/exchange.ts';
import { plainRefusal, type StandIn } from '../http/stand-in.ts';
import type { Story } from '../story.ts';

const SLOW_MS = 1500;
/** The flaky endpoint works and fails in turns of this length. */
const FLICKER_MS = 20_000;

/** What an endpoint is set to answer. */
export interface SetAnswer {
  readonly status?: number;
  readonly delayMs?: number;
  readonly body?: string;
}

/**
 * The demo's own application, one per environment, as a target of endpoint checks: `/app/{environment}/health`,
 * `/orders` (slow for a while in prod), `/search` (flaky for a while in dev, down in prod), `/slow`, `/status/{code}`,
 * `/redirect` and `/login` (a page).
 */
export class App implements StandIn {
  readonly service = 'app';
  readonly mount = '/app';
  readonly refuse = plainRefusal;
  private readonly environments: readonly string[];
  private readonly story: Story;
  private readonly startedAtMs: number;
  private readonly answers = new Map<string, SetAnswer>();

  constructor(environments: readonly string[], story: Story, startedAtMs: number) {
    this.environments = environments;
    this.story = story;
    this.startedAtMs = startedAtMs;
  }

  environmentOf({ path }: Call): string | undefined {
    const [, environment = ''] = path.split('/');
    return this.environments.includes(environment) ? environment : undefined;
  }

  credentialOf(): string {
    return 'none';
  }

  answer(call: Call): Reply {
    const environment = this.environmentOf(call);
    if (environment === undefined) return text(404, 'No such environment');
    const path = call.path.slice(environment.length + 2);
    const set = this.answers.get(`${environment}/${path}`);
    const reply = set ? replySet(set) : this.ordinary(environment, path, call);
    return call.method === 'HEAD' ? { ...reply, body: '' } : reply;
  }

  /** Sets what a path of an environment answers, until `reset`. False: no such environment. */
  set(environment: string, path: string, answer: SetAnswer): boolean {
    if (!this.environments.includes(environment)) return false;
    this.answers.set(`${environment}/${path}`, answer);
    return true;
  }

  state(): unknown {
    return { answersSetByHand: Object.fromEntries(this.answers) };
  }

  reset(): void {
    this.answers.clear();
  }

  private ordinary(environment: string, path: string, { atMs, base }: Call): Reply {
    const [name = '', detail] = path.split('/');
    const elapsedMs = atMs - this.startedAtMs;
    const quickMs = Math.round(8 + 30 * this.story.noise(`${environment} ${path}`, atMs));
    const ok = (delayMs = quickMs) => ({ ...json(200, { status: 'ok', environment }), delayMs });
    switch (name) {
      case 'health':
        return ok();
      case 'orders':
        return ok(this.isSlow(environment, elapsedMs) ? SLOW_MS + 30 * quickMs : quickMs * 3);
      case 'search':
        return this.isFlaky(environment, elapsedMs) || this.isDown(environment, elapsedMs)
          ? { ...json(503, { status: 'unavailable', environment }), delayMs: quickMs }
          : ok(quickMs * 2);
      case 'slow':
        return ok(SLOW_MS);
      case 'status':
        return statusPage(Number(detail));
      case 'redirect':
        return text(302, '', { location: `${base}/${environment}/health` });
      case 'login':
        return html(
          200,
          '<!DOCTYPE html><title>Sign in</title><form><input name="user"><button>Sign in</button></form>',
        );
      default:
        return json(404, { status: 'not found', environment });
    }
  }

  private isSlow(environment: string, elapsedMs: number): boolean {
    return environment === 'prod' && this.story.isHappening('prod-slow-endpoint', elapsedMs);
  }

  private isDown(environment: string, elapsedMs: number): boolean {
    return environment === 'prod' && this.story.isHappening('prod-endpoint-down', elapsedMs);
  }

  private isFlaky(environment: string, elapsedMs: number): boolean {
    return (
      environment === 'dev' &&
      this.story.isHappening('dev-flaky-endpoint', elapsedMs) &&
      Math.floor(elapsedMs / FLICKER_MS) % 2 === 0
    );
  }
}

function replySet({ status = 200, delayMs, body = '{"status":"set"}' }: SetAnswer): Reply {
  const reply = status === 204 ? noContent() : { ...json(status, null), body };
  return delayMs === undefined ? reply : { ...reply, delayMs };
}

function statusPage(status: number): Reply {
  if (!Number.isInteger(status) || status < 200 || status > 599) return text(400, 'No such status');
  return status === 204 ? noContent() : text(status, `Status ${status}`);
}
