import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';

/** Something in the settings that a person must know of, though the console starts with it. Holds no value. */
export interface SettingsWarning {
  /**
   * - `variable-unknown`: no setting, though its name is like one's; `suggestion` is the nearest.
   * - `variable-ignored`: its value can only be another tool's; `suggestion` is the name that nobody else sets.
   * - `value-cut`: its value in `file` ends where an unquoted `#` began.
   * - `certificate-unverified`: any certificate will do, by `cause` (options, or names of endpoints); `suggestion` names the
   *   variable by which a private authority is trusted instead.
   * - `locations-without-effect`: nobody checks from there; `suggestion` names the variable that is missing.
   * - `proxy-bypassed`: proxies of this machine alone may say who people are, and everybody else reaches the console past them.
   * - `proxy-elsewhere`: proxies of other machines alone may, which do not reach the console.
   */
  readonly code:
    | 'variable-unknown'
    | 'variable-ignored'
    | 'value-cut'
    | 'certificate-unverified'
    | 'locations-without-effect'
    | 'proxy-bypassed'
    | 'proxy-elsewhere';
  /** A variable, or a place in a file. */
  readonly variable: string;
  readonly params: Readonly<Record<string, string>>;
  /** Where it is about one service of one environment. */
  readonly service?: ServiceKind;
  readonly environment?: EnvironmentId;
}

/** A warning for the log and for `check:settings`. */
export function sentenceOf({ code, variable, params }: SettingsWarning): string {
  switch (code) {
    case 'variable-unknown':
      return `${variable} is not a setting and has no effect: did you mean ${params['suggestion']}?`;
    case 'variable-ignored':
      return `${variable} holds what only another tool can mean, and is ignored: set ${params['suggestion']} instead`;
    case 'value-cut':
      return `${variable} ends where a "#" began in ${params['file']}: put the value in quotes, or a space before the remark`;
    case 'certificate-unverified':
      return `${variable} has certificates not verified (${params['cause']}), so that another server may answer unnoticed: name the authority in ${params['suggestion']} instead`;
    case 'locations-without-effect':
      return `${variable} has no effect: only workers check from elsewhere, and that takes ${params['suggestion']}`;
    case 'proxy-bypassed':
      return `${variable} is ${params['cause']}, so that people reach the console past the proxy of this machine that TRUSTED_HEADER_FROM names: set ${params['suggestion']}`;
    case 'proxy-elsewhere':
      return `${variable} is ${params['cause']}, where none of the proxies that TRUSTED_HEADER_FROM names reaches the console: set ${params['suggestion']}`;
  }
}
