import type { Reason, ReasonCode } from '@envscope/contracts/index.js';
import { LONGEST, outsideReason, outsideText } from '@envscope/integrations/kernel/outside/outside-text.js';

/**
 * What every client throws when a vendor or a server could not be asked. `message` is for the log and must hold no
 * secret and no URL with one; `params` go to people.
 */
export class IntegrationError extends Error {
  readonly reason: Reason;

  constructor(
    code: ReasonCode,
    message: string,
    options: { params?: Reason['params']; cause?: unknown } = {},
  ) {
    super(outsideText(message, LONGEST.reason), { cause: options.cause });
    this.name = 'IntegrationError';
    this.reason = outsideReason({ code, params: options.params ?? {} });
  }
}
