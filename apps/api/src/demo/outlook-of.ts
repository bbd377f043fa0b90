import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Section } from '@envscope/environments/environments.js';
import { localFileOf } from '@envscope/settings/files/env-file.js';
import type { Settings } from '@envscope/settings/settings.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSandboxAddress } from '../config/sandbox-address.js';
import type { Outlook } from '@envscope/contracts/console/outlook.js';

/** What a start with the settings will show. */
export function outlookOf({ console, environments }: Settings): Outlook {
  const configured = environments.flatMap(({ id, sections, channels }) => [
    ...Object.entries(sections).flatMap(([service, section]) => placesOf(id, service, section)),
    ...channels.flatMap((section) => placesOf(id, section.kind, section)),
  ]);
  // What comes by itself, as heartbeats do, has no address: it is the demo's where there is a sandbox.
  const isReal = ({ addresses }: Place) =>
    addresses.length === 0
      ? console.sandboxPort === undefined
      : !addresses.every((address) => isSandboxAddress(address, console.sandboxPort));
  // A service and the channel that it watches are one to people.
  const real = [...new Set(configured.filter(isReal).map(({ name }) => name))];
  const isDemo = configured.length > 0 && real.length === 0;
  const dataDir = isDemo ? join(console.dataDir, 'demo') : console.dataDir;
  return {
    kind: isDemo ? 'demo' : kindOf(configured.length, configured.filter(isReal).length),
    real,
    dataDir,
    isNew: isDemo && console.storeUrl === undefined && !existsSync(join(dataDir, 'envscope.db')),
    settingsFile: localFileOf(console.appEnv),
    url:
      console.publicUrl ??
      `http://${console.host.includes(':') ? `[${console.host}]` : console.host}:${console.port}`,
  };
}

interface Place {
  readonly name: string;
  readonly addresses: readonly string[];
}

function placesOf(environment: EnvironmentId, name: string, section: Section<unknown>): Place[] {
  if (section.state === 'missing') return [];
  return [{ name: `${name} (${environment})`, addresses: section.description.addresses }];
}

function kindOf(configured: number, real: number): Outlook['kind'] {
  if (configured === 0) return 'empty';
  return real === configured ? 'real' : 'mixed';
}
