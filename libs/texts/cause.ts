import type { Reason } from '@envscope/contracts/index.js';

/** The words of the reason behind a reason, as the parameter `cause`; nothing where there is none. */
export function causeOf(
  { params }: Pick<Reason, 'params'>,
  say: (code: string) => string,
): { readonly cause?: string } {
  const { causeCode } = params;
  return typeof causeCode === 'string' ? { cause: say(causeCode) } : {};
}
