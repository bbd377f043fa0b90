import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Where people find the console, without a slash at its end. */
export function addressOf({
  publicUrl,
  host,
  port,
}: Pick<ConsoleSettings, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const name = EVERYWHERE.has(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
