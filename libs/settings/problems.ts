import type { Output, Variable, Variables } from '@envscope/environments/settings-section.js';
import { OWN_PREFIX } from './files/env-file.js';

/** One thing that is wrong with the settings; never holds a secret's value. */
export interface SettingsProblem {
  readonly variable: string;
  readonly fault: string;
  readonly example?: string;
}

/** Settings that the console cannot start with: every problem at once. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly SettingsProblem[]) {
    super(
      [
        `${problems.length} ${problems.length === 1 ? 'setting is' : 'settings are'} wrong:`,
        ...problems.map(
          ({ variable, fault, example }) =>
            `  ${variable}: ${fault}${example ? ` (for example: ${example})` : ''}`,
        ),
      ].join('\n'),
    );
    this.name = 'SettingsError';
  }
}

/** Variables as text, the empty ones left out: an empty variable is an unset one. */
export class VariableReader {
  readonly problems: SettingsProblem[] = [];
  /** The values of secret variables that were read. */
  readonly secrets = new Set<string>();
  private readonly secretNames = new Set<string>();

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  has(name: string): boolean {
    return (this.variables[name] ?? '') !== '';
  }

  /** The variable's value by its schema; undefined when it is unset or wrong, the latter noted as a problem. */
  read<T>(name: string, variable: Variable<T>): T | undefined {
    const text = this.variables[name] ?? '';
    if (text === '') return undefined;
    if (variable.isSecret) {
      this.secrets.add(text);
      this.secretNames.add(name);
    }
    const parsed = variable.schema.safeParse(text);
    if (parsed.success) return parsed.data;
    // Messages are the schemas' own: zod's would repeat the received value for some kinds.
    const fault = parsed.error.issues.map((issue) => issue.message).join('; ');
    this.report({ variable: name, fault, example: variable.example });
    return undefined;
  }

  /** The values of all variables of a table, by the names that it uses; `suffix` ends the names that are read. */
  readAll<V extends Variables>(table: V, suffix = ''): { readonly [K in keyof V]?: Output<V[K]> } {
    const values = Object.entries(table).map(([stem, variable]) => [
      stem,
      this.read(`${stem}${suffix}`, variable),
    ]);
    return Object.fromEntries(values) as { readonly [K in keyof V]?: Output<V[K]> };
  }

  /** Whether a variable that was read is a secret. */
  isSecret(name: string): boolean {
    return this.secretNames.has(name);
  }

  report({ variable, ...problem }: SettingsProblem): void {
    // The form that goes over the plain one is the one to correct.
    const written = this.has(`${OWN_PREFIX}${variable}`) ? `${OWN_PREFIX}${variable}` : variable;
    this.problems.push({ variable: written, ...problem });
  }
}
