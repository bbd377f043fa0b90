import { atTheEndOf, all, before, replacing, type Edit } from './edits.ts';
import type { Names } from './names.ts';

/** A variable of one environment, as documents and deployments name it. */
export interface NewVariable {
  /** Without the environment: `RABBITMQ_URL`. */
  readonly stem: string;
  readonly example: string;
  readonly isSecret: boolean;
  /** A value by which every call fails, as code; of a secret with `MARK` in it, by which a leak is found. */
  readonly wrong: string;
  /** What docs/operations.md says of it. */
  readonly is: string;
}

const ENVIRONMENTS = ['DEV', 'STAGING', 'PROD'];

/** The lines that a section's variables need outside of the code, by file: a variable that nobody can set is no setting. */
export function settingsLines(
  { constant }: Names,
  variables: readonly NewVariable[],
): Readonly<Record<string, Edit>> {
  const ofEach = (edit: (environment: string) => Edit): Edit => all(...ENVIRONMENTS.map(edit));
  return {
    '.env.prod': ofEach((environment) =>
      before(
        new RegExp(`^# ENDPOINTS_${environment}=`),
        variables.map(({ stem, example }) => `# ${stem}_${environment}=${example}\n`).join(''),
      ),
    ),
    '.github/workflows/deploy.yml': all(
      ofEach((environment) =>
        before(
          new RegExp(`^      ENDPOINTS_${environment}:`),
          variables.map((variable) => deployed(variable, environment)).join(''),
        ),
      ),
      replacing(/(SETTINGS: .*\|ENDPOINTS_)/, `$1|${constant}_`),
    ),
    'apps/api/src/secrets.spec.ts': atTheEndOf(
      /^const WRONG: .* = \{\n/,
      variables.map(({ stem, wrong }) => `  ${stem}_DEV: ${wrong},\n`).join(''),
    ),
    'docs/operations.md': before(
      /^\| `TLS_CA_FILE_\*`/,
      variables.map(({ stem, is }) => `| \`${stem}_*\` | ${is} |\n`).join(''),
    ),
  };
}

/** The title of a kind in both languages. */
export function titleLines(block: RegExp, { kind, title }: Names): Readonly<Record<string, Edit>> {
  const line = `    '${kind}': '${title}',\n`;
  return {
    'libs/texts/en/shell.ts': atTheEndOf(block, line),
    'libs/texts/ko/shell.ts': atTheEndOf(block, line),
  };
}

function deployed({ stem, isSecret }: NewVariable, environment: string): string {
  const name = `${stem}_${environment}`;
  return `      ${name}: \${{ ${isSecret ? 'secrets' : 'vars'}.${name} }}\n`;
}
