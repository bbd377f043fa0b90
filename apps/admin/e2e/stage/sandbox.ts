/** A fault that the sandbox plays until it is reset. */
export interface Fault {
  readonly service: 'app' | 'discord' | 'mongodb' | 'redis' | 'sentry' | 'uptimerobot';
  readonly environment?: string;
  readonly kind: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
}

/** The strings of the sandbox that tests pull. */
export class Sandbox {
  /** Whether anything was pulled since the last reset. */
  isTouched = false;

  constructor(private readonly url: string) {}

  /** Has a service misbehave. */
  async play(fault: Fault): Promise<void> {
    await this.order('POST', '/faults', fault);
  }

  /** Ends what was played for a service. */
  async end(service: Fault['service']): Promise<void> {
    await this.order('DELETE', `/faults?service=${service}`);
  }

  /** Sets what a path of an environment's application answers. */
  async answer(
    environment: string,
    path: string,
    answer: { status?: number; delayMs?: number },
  ): Promise<void> {
    await this.order('PUT', `/app/${environment}/${path}`, answer);
  }

  /** Sets how a monitor of UptimeRobot stands. */
  async setMonitor(id: number, status: string): Promise<void> {
    await this.order('PUT', `/monitors/${id}`, { status });
  }

  /** The messages that arrived in an environment's channel of Discord. */
  async messagesIn(environment: string): Promise<readonly unknown[]> {
    const answer = await fetch(`${this.url}/__control/state`);
    const state = (await answer.json()) as {
      discord: { webhooks: { environment: string; messages: unknown[] }[] };
    };
    const webhooks = state.discord.webhooks.filter((webhook) => webhook.environment === environment);
    return webhooks.flatMap(({ messages }) => messages);
  }

  /** Makes everything well again. */
  async reset(): Promise<void> {
    await this.order('POST', '/reset');
    this.isTouched = false;
  }

  private async order(method: string, path: string, order?: object): Promise<void> {
    const answer = await fetch(`${this.url}/__control${path}`, {
      method,
      ...(order && { body: JSON.stringify(order) }),
    });
    if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${await answer.text()}`);
    this.isTouched = true;
  }
}
