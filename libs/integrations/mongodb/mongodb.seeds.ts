import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import dns from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { SELECTION_TIMEOUT_MS } from './mongodb.errors.js';

const SEED_LIST = /^mongodb\+srv:\/\/(?:[^@/?]*@)?(?<host>[^/?]+)[^?]*(?:\?(?<options>.*))?$/;

/**
 * Asks for the SRV records that `mongodb+srv://` leads to; resolves at once for other URIs. The driver asks for them itself,
 * but waits half a minute twice for a name server that keeps silent, longer than any check. Rejects with the resolver's
 * error, or with `IntegrationError` where no name server answered.
 */
export async function askForSeeds(uri: string): Promise<void> {
  const { host, options = '' } = SEED_LIST.exec(uri)?.groups ?? {};
  if (host === undefined) return;
  const service = new URLSearchParams(options).get('srvServiceName') ?? 'mongodb';
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  // Those that the driver will ask. Not by a named import, which would keep the first ones.
  resolver.setServers(dns.getServers());
  const timer = setTimeout(() => resolver.cancel(), SELECTION_TIMEOUT_MS);
  try {
    await resolver.resolveSrv(`_${service}._tcp.${host}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== dns.CANCELLED) throw error;
    const params = { detail: dns.TIMEOUT };
    throw new IntegrationError('name-server-silent', 'No name server answered in time', { params });
  } finally {
    clearTimeout(timer);
  }
}
