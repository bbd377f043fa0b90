import type { Variable, Variables } from '@envscope/environments/settings-section.js';
import { noProxy, proxyUrl, type ProxySettings } from '@envscope/integrations/network/network.settings.js';
import { OWN_PREFIX } from '../files/env-file.js';
import type { VariableReader } from '../problems.js';

const proxy = { schema: proxyUrl, example: 'http://proxy.example.com:3128', isSecret: true } as const;
const except = { schema: noProxy, example: 'localhost,.internal.example.com,10.0.0.0/8' } as const;

/** The names under which other programs know proxies, too. */
export const PROXY_VARIABLES = {
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  ALL_PROXY: proxy,
  NO_PROXY: except,
} as const satisfies Variables;

/** All of them, the lower-case ones included. */
export const PROXY_NAMES = Object.keys(PROXY_VARIABLES).flatMap((name) => [name, name.toLowerCase()]);

/**
 * Reads them as curl does: the lower-case name goes first, ALL_PROXY serves a scheme without its own. Unlike curl it takes
 * HTTP_PROXY, too: curl fears that a request's `Proxy` header is meant, and no request becomes a variable here.
 */
export function readProxies(reader: VariableReader): ProxySettings {
  const https = proxyOf(reader, 'HTTPS_PROXY') ?? proxyOf(reader, 'ALL_PROXY');
  const http = proxyOf(reader, 'HTTP_PROXY') ?? proxyOf(reader, 'ALL_PROXY');
  return {
    https: https ?? null,
    http: http ?? null,
    exceptions: read(reader, 'NO_PROXY', except) ?? [],
  };
}

function proxyOf(reader: VariableReader, name: string): URL | undefined {
  const url = read(reader, name, proxy);
  // Written without a scheme, its password would not be known as one.
  if (url) reader.secrets.add(url.href);
  return url;
}

function read<T>(reader: VariableReader, name: string, variable: Variable<T>): T | undefined {
  const lower = name.toLowerCase();
  // The form that nobody else sets goes over both.
  const isLower = reader.has(lower) && !reader.has(`${OWN_PREFIX}${name}`);
  return reader.read(isLower ? lower : name, variable);
}
