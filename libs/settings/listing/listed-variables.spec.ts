import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { listedVariables, namesOf } from './listed-variables.js';

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
/** Read before all others: it says which others there are. */
const LIST_OF_ENVIRONMENTS = 'ENVIRONMENTS';
const VARIABLES = listedVariables();
const NAMES = sorted([
  LIST_OF_ENVIRONMENTS,
  ...VARIABLES.flatMap((variable) => namesOf(variable, ENVIRONMENTS)),
]);
const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

describe('.env.prod', () => {
  const lines = textOf('.env.prod').split('\n');

  it('lists every variable and no other', () => {
    const listed = lines.flatMap((line) => /^# ([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
    // Which file is read does not stand in a file.
    expect(sorted(listed)).toEqual(NAMES.filter((name) => name !== 'APP_ENV'));
  });

  it('sets none', () => {
    expect(lines.filter((line) => /^[A-Z]/.test(line))).toEqual([]);
  });
});

describe('the workflow that deploys', () => {
  const workflow = textOf('.github/workflows/deploy.yml');
  const [, shipped = ''] = /^ {10}SETTINGS: (.*)$/m.exec(workflow) ?? [];
  /** Where each variable comes from, by its own name: `secrets.X`, `vars.X`, or the one before the other. */
  const given = new Map(
    [...workflow.matchAll(/^ {6}(?:ENVSCOPE_)?([A-Z][A-Z0-9_]+): \$\{\{ ((?:secrets|vars)\..*) \}\}$/gm)].map(
      ([, name = '', origins = '']) => [name, origins.split(' || ')],
    ),
  );
  /** The container's, and what lies on the host. */
  const OF_THE_HOST = ['APP_ENV', 'HOST', 'PORT', 'ALLOW_UNAUTHENTICATED', 'DATA_DIR', 'SANDBOX_PORT'];
  const isOfTheHost = (name: string): boolean => OF_THE_HOST.includes(name) || name.startsWith('TLS_CA_FILE');
  const isOfTheDeployment = (name: string): boolean => name.startsWith('DEPLOY_');

  it('hands over every setting that a deployment has, and no other', () => {
    const handed = [...given.keys()].filter((name) => !isOfTheDeployment(name));
    expect(sorted(handed)).toEqual(NAMES.filter((name) => !isOfTheHost(name)));
  });

  it('takes what is secret from secrets, and each setting by its own name', () => {
    const isSecret = (name: string): boolean =>
      VARIABLES.some((variable) => variable.isSecret && namesOf(variable, ENVIRONMENTS).includes(name));
    const open = [...given].filter(([name, [first]]) => isSecret(name) && first !== `secrets.${name}`);
    expect(open).toEqual([]);
    const strange = [...given].filter(
      ([name, origins]) => !origins.every((origin) => /^(?:secrets|vars)\.(.*)$/.exec(origin)?.[1] === name),
    );
    expect(strange).toEqual([]);
  });

  it('ships every one to the container', () => {
    const isShipped = new RegExp(`^(?:ENVSCOPE_|${shipped})`);
    // What the runner has for itself, too, is handed over by the form that is ours alone.
    const names = NAMES.filter((name) => !isOfTheHost(name)).map((name) =>
      name.endsWith('_PROXY') ? `ENVSCOPE_${name}` : name,
    );
    expect(names.filter((name) => !isShipped.test(`${name}=`))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  const text = textOf('docs/operations.md');
  const written = (stem: string, isOfEnvironment: boolean): string =>
    isOfEnvironment ? `\`${stem}_*\`` : `\`${stem}\``;

  it('lists every variable', () => {
    const silent = VARIABLES.filter(
      ({ stem, isOfEnvironment }) => !text.includes(written(stem, isOfEnvironment)),
    );
    expect(silent.map(({ stem }) => stem)).toEqual([]);
  });

  it('lists no variable that there is not', () => {
    const described = [...text.matchAll(/`([A-Z][A-Z0-9_]+)_\*`/g)].map(([, stem = '']) => stem);
    const stems = VARIABLES.filter(({ isOfEnvironment }) => isOfEnvironment).map(({ stem }) => stem);
    expect(sorted(described).filter((stem) => !stems.includes(stem))).toEqual([]);
  });

  it('marks with ● what also serves without a suffix', () => {
    const marked = [...text.matchAll(/`([A-Z][A-Z0-9_]+)_\*` ●/g)].map(([, stem = '']) => stem);
    const shareable = VARIABLES.filter(({ isShareable, isOfEnvironment }) => isShareable && isOfEnvironment);
    expect(sorted(marked)).toEqual(sorted(shareable.map(({ stem }) => stem)));
  });
});
