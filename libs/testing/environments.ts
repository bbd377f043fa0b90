import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments, type Section } from '@envscope/environments/environments.js';
import type { SettingsSection } from '@envscope/environments/settings-section.js';
import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import { openChannels, type ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import { SECRET_MASK } from '@envscope/integrations/kernel/masking.js';
import { httpByTrust } from '@envscope/integrations/network/network.http.js';
import { Network } from '@envscope/integrations/network/network.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import type { DynamicModule } from '@nestjs/common';

/** Variables by stem, as text; null where the service is not configured. */
export type Texts = Readonly<Record<EnvironmentId, Readonly<Record<string, string>> | null>>;

/** Environments with the settings of one service, also as a kind of channel, read by its section from text as in a file. */
export function environmentsOf<K extends ServiceKind, S>(
  service: K,
  section: SettingsSection<S>,
  texts: Texts,
): Environments<{ readonly [P in K]: S }> {
  return Object.entries(texts).map(([id, ofEnvironment]) => ({
    id,
    name: { ko: id, en: id },
    color: '#000000',
    alerting: { language: 'en' },
    channels: [{ ...sectionOf(section, id, ofEnvironment), kind: service }],
    sections: { [service]: sectionOf(section, id, ofEnvironment) } as { readonly [P in K]: Section<S> },
  }));
}

/** The channels of a kind, opened as the application does, with settings that are read from text as in a file. */
export function channelsOf(definition: ChannelDefinition, texts: Texts): readonly Channel[] {
  const { kind, section } = definition;
  const environments = Object.entries(texts).map(([id, ofEnvironment]) => ({
    id,
    name: { ko: id, en: id },
    color: '#000000',
    alerting: { language: 'en' as const },
    channels: [{ ...sectionOf(section, id, ofEnvironment), kind }],
    sections: {},
  }));
  const network = new Network();
  return openChannels([definition], environments, { network, http: httpByTrust(network) });
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
