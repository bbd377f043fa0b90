import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments, type Section } from '@envscope/environments/environments.js';
import type { SettingsSection } from '@envscope/environments/settings-section.js';
import { SECRET_MASK } from '@envscope/integrations/kernel/masking.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import type { DynamicModule } from '@nestjs/common';

/** Variables by stem, as text; null where the service is not configured. */
export type Told = Readonly<Record<EnvironmentId, Readonly<Record<string, string>> | null>>;

/** Environments with the settings of one service, read by its section from text as in a file. */
export function environmentsOf<K extends ServiceKind, S>(
  service: K,
  section: SettingsSection<S>,
  told: Told,
): Environments<{ readonly [P in K]: S }> {
  return Object.entries(told).map(([id, texts]) => ({
    id,
    name: { ko: id, en: id },
    color: '#000000',
    alerting: { language: 'en', webhook: null },
    sections: { [service]: sectionOf(section, id, texts) } as { readonly [P in K]: Section<S> },
  }));
}

/** Gives environments, without a secret in them, to the module under test, as the application does. */
export function environmentsModule(environments: Environments): DynamicModule {
  return {
    module: class EnvironmentsModule {},
    global: true,
    providers: [
      { provide: ENVIRONMENTS, useValue: environments },
      { provide: SECRET_MASK, useValue: new Redactor([]) },
    ],
    exports: [ENVIRONMENTS, SECRET_MASK],
  };
}

function sectionOf<S>(
  section: SettingsSection<S>,
  id: EnvironmentId,
  texts: Readonly<Record<string, string>> | null,
): Section<S> {
  const intervalMs = 30_000;
  if (!texts) return { state: 'missing', variables: section.required, intervalMs };
  const variables = { ...section.variables, ...section.common };
  const values = Object.entries(texts).map(([stem, text]): [string, unknown] => [
    stem,
    variables[stem]?.schema.parse(text),
  ]);
  const settings = section.compose(Object.fromEntries(values), id, undefined);
  return {
    state: 'configured',
    settings,
    credential: 'own',
    description: section.describe(settings),
    intervalMs,
  };
}
