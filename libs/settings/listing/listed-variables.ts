import type { Variables } from '@envscope/environments/settings-section.js';
import { CONSOLE_VARIABLES } from '../variables/console.settings.js';
import { ENVIRONMENT_VARIABLES } from '../variables/environment.settings.js';
import { PROXY_VARIABLES } from '../variables/proxy.settings.js';
import { ALL_SECTIONS } from '../sections.js';

/** One variable that settings read. */
export interface ListedVariable {
  /** Without the environment that ends it. */
  readonly stem: string;
  readonly isOfEnvironment: boolean;
  /** A name without a suffix serves every environment that lacks its own. */
  readonly isShareable: boolean;
  readonly isSecret: boolean;
  /** A value that would be right. */
  readonly example: string;
}

/** Every variable that there is, as the sections declare them: what the docs, `.env.prod` and deployments have to name. */
export function listedVariables(): ListedVariable[] {
  const ofConsole = [CONSOLE_VARIABLES, PROXY_VARIABLES, ...ALL_SECTIONS.map(({ common }) => common)];
  const ofEnvironment = [ENVIRONMENT_VARIABLES, ...ALL_SECTIONS.map(({ variables }) => variables)];
  const listed = [...ofConsole.flatMap((table) => listedIn(table, false))];
  for (const variable of ofEnvironment.flatMap((table) => listedIn(table, true))) {
    // Sections may have one in common.
    if (!listed.some(({ stem, isOfEnvironment }) => stem === variable.stem && isOfEnvironment)) {
      listed.push(variable);
    }
  }
  return listed;
}

/** The name as settings have it: `REDIS_URL_DEV` for each environment, `STORE_URL`, and `SENTRY_PROJECT` where it is shared. */
export function namesOf(variable: ListedVariable, environments: readonly string[]): string[] {
  if (!variable.isOfEnvironment) return [variable.stem];
  const own = environments.map((id) => `${variable.stem}_${id.toUpperCase()}`);
  return variable.isShareable ? [variable.stem, ...own] : own;
}

/** A value that would be right for a variable by its name in an environment; undefined where it is no setting. */
export function exampleOf(name: string, environment: string): string | undefined {
  return listedVariables().find((variable) => namesOf(variable, [environment]).includes(name))?.example;
}

function listedIn(table: Variables, isOfEnvironment: boolean): ListedVariable[] {
  return Object.entries(table).map(([stem, { isSecret = false, isShareable = false, example }]) => ({
    stem,
    isOfEnvironment,
    isShareable,
    isSecret,
    example,
  }));
}
