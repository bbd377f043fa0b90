import { SandboxControl } from '../../../../libs/testing/servers/sandbox.ts';

/** The strings of the sandbox that the browser's tests pull. */
export class Sandbox extends SandboxControl {
  /** Sets what a path of an environment's application answers. */
  answer(environment: string, path: string, answer: { status?: number; delayMs?: number }): Promise<void> {
    return this.put(`/app/${environment}/${path}`, answer);
  }

  /** The messages that arrived in an environment's channel of Discord. */
  async messagesIn(environment: string): Promise<readonly unknown[]> {
    const state = (await this.state()) as {
      discord: { webhooks: { environment: string; messages: unknown[] }[] };
    };
    const webhooks = state.discord.webhooks.filter((webhook) => webhook.environment === environment);
    return webhooks.flatMap(({ messages }) => messages);
  }
}
