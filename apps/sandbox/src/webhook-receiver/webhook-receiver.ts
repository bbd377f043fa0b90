import { createHmac, timingSafeEqual } from 'node:crypto';
import { json, jsonIn, noContent, text, type Call, type Reply } from '../http/exchange.ts';
import { plainRefusal, type StandIn } from '../http/stand-in.ts';

const KEPT_DELIVERIES = 500;
/** A signature older than this could be a recording that somebody plays again. */
const OLDEST_SIGNATURE_MS = 300_000;

/** The secret that the sender of an environment's alerts shares with the receiver. */
export function hookSecretOf(environment: string): string {
  return `sandbox-hook-secret-${environment}`;
}

/** One message that was taken. */
interface Taken {
  readonly id: string;
  readonly environment: string;
  readonly at: string;
  /** The same id came before: a receiver of worth does nothing then. */
  readonly isRepeated: boolean;
  readonly body: unknown;
}

/** A team's own program that receives the console's incidents at `/hooks/{environment}`; it believes signed calls only. */
export class WebhookReceiver implements StandIn {
  readonly service = 'webhook-receiver';
  readonly mount = '/hooks';
  readonly refuse = plainRefusal;
  private readonly environments: readonly string[];
  private taken: Taken[] = [];
  private readonly ids = new Set<string>();

  constructor(environments: readonly string[]) {
    this.environments = environments;
  }

  environmentOf({ path }: Call): string | undefined {
    return this.environments.find((environment) => path === `/${environment}`);
  }

  credentialOf(call: Call): string {
    const environment = this.environmentOf(call);
    return environment !== undefined && isSigned(call, environment) ? `secret of ${environment}` : 'unknown';
  }

  answer(call: Call): Reply {
    const environment = this.environmentOf(call);
    if (environment === undefined) return text(404, 'No such hook');
    if (call.method !== 'POST') return text(405, 'POST only', { allow: 'POST' });
    if (!isSigned(call, environment)) return text(401, 'The signature is wrong or too old');
    const id = call.headers['x-envscope-delivery'];
    const body = jsonIn(call);
    if (typeof id !== 'string' || body === undefined) return json(400, { error: 'not a delivery' });
    this.keep({ id, environment, at: new Date(call.atMs).toISOString(), isRepeated: this.ids.has(id), body });
    return noContent();
  }

  state(): unknown {
    return { taken: this.taken };
  }

  reset(): void {
    this.taken = [];
    this.ids.clear();
  }

  /** Beyond 500 the oldest goes. */
  private keep(taken: Taken): void {
    this.ids.add(taken.id);
    this.taken = [...this.taken, taken].slice(-KEPT_DELIVERIES);
  }
}

function isSigned({ headers, body, atMs }: Call, environment: string): boolean {
  const timestamp = String(headers['x-envscope-timestamp']);
  const age = Math.abs(atMs - Number(timestamp) * 1_000);
  const mac = createHmac('sha256', hookSecretOf(environment)).update(`${timestamp}.`).update(body);
  const expected = Buffer.from(`v1=${mac.digest('hex')}`);
  const given = Buffer.from(String(headers['x-envscope-signature']));
  return age <= OLDEST_SIGNATURE_MS && given.length === expected.length && timingSafeEqual(given, expected);
}
