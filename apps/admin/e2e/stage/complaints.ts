import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test';

/** What the browser complains of: errors in its console, breaches of the content security policy, failed requests. */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly provoked: RegExp[] = [];

  private constructor() {}

  /** Listens to every page of a context, those that come later included. */
  static async of(context: BrowserContext): Promise<Complaints> {
    const complaints = new Complaints();
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`Content security policy: ${violatedDirective} forbids ${blockedURI}`),
      );
    });
    context.on('console', (message) => complaints.hearMessage(message));
    context.on('weberror', (error) => complaints.heard.push(`Uncaught: ${error.error().message}`));
    context.on('requestfailed', (request) => complaints.hearFailure(request));
    context.on('response', (response) => complaints.hearAnswer(response));
    return complaints;
  }

  /** Says that complaints of this kind are what the test is about. */
  provoke(kind: RegExp): void {
    this.provoked.push(kind);
  }

  /** What nobody provoked. */
  get unprovoked(): string[] {
    return this.heard.filter((complaint) => !this.provoked.some((kind) => kind.test(complaint)));
  }

  private hearMessage(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Where many tabs load at once it is used later than that; that all of it is used is what loading.e2e.ts is about.
    if (/preloaded using link preload but not used within/.test(message.text())) return;
    this.heard.push(`Console: ${message.text()} (${message.location().url})`);
  }

  private hearFailure(request: Request): void {
    const why = request.failure()?.errorText ?? '';
    // The page itself gives up what it does not need any more, as when somebody leaves it.
    if (why !== 'net::ERR_ABORTED') this.heard.push(`${request.method()} ${request.url()}: ${why}`);
  }

  private hearAnswer(response: Response): void {
    if (response.status() < 400) return;
    this.heard.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
  }
}
