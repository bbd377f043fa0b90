import type { Document } from 'bson';

const CODE_NAMES = {
  13: 'Unauthorized',
  18: 'AuthenticationFailed',
  59: 'CommandNotFound',
  334: 'MechanismUnavailable',
  8000: 'AtlasError',
} as const;

/** The answer to a command that fails. Atlas has one code, 8000, for all that it adds: only its texts differ. */
export function failure(code: keyof typeof CODE_NAMES, errmsg: string): Document {
  return { ok: 0, errmsg, code, codeName: CODE_NAMES[code] };
}
