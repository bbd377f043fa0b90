import { within, type IpNetwork } from '@envscope/integrations/network/reach/ip-networks.js';
import type { SettingsWarning } from '../warnings.js';
import type { ConsoleSettings } from './console.settings.js';

const isLoopback = within([
  { address: '127.0.0.0', prefix: 8 },
  { address: '::1', prefix: 128 },
]);

/** Where the console listens though it does not go with the proxies that may say who people are. */
export function hostMismatch({
  host,
  signIn,
}: Pick<ConsoleSettings, 'host' | 'signIn'>): readonly SettingsWarning[] {
  const from = signIn.trustedHeader?.from ?? [];
  if (from.length === 0) return [];
  const listensHere = host === 'localhost' || isLoopback(host);
  const areHere = from.filter(isOfThisMachine).length;
  const warning = (code: SettingsWarning['code'], suggestion: string): readonly SettingsWarning[] => [
    { code, variable: 'HOST', params: { cause: host, suggestion } },
  ];
  if (!listensHere && areHere === from.length) return warning('proxy-bypassed', 'HOST=127.0.0.1');
  if (listensHere && areHere === 0) return warning('proxy-elsewhere', 'HOST=0.0.0.0');
  return [];
}

const isOfThisMachine = ({ address, prefix }: IpNetwork): boolean => isLoopback(address) && prefix >= 8;
