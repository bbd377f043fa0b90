import type { Network } from '@envscope/integrations/network/network.js';
import type { AbstractConnector, RedisOptions } from 'ioredis';
import type { Socket } from 'node:net';
import { ioredis } from './ioredis.client.js';

type NetStream = Awaited<ReturnType<AbstractConnector['connect']>>;

/** ioredis's way to a server, by the console's network: names without getaddrinfo, and every address gets its chance. */
export function connectorBy(network: Network): new (options: unknown) => AbstractConnector {
  return class NetworkConnector extends ioredis().AbstractConnector {
    private readonly ending = new AbortController();

    private readonly options: RedisOptions;

    constructor(options: unknown) {
      super((options as RedisOptions).disconnectTimeout ?? 0);
      this.options = options as RedisOptions;
    }

    override async connect(): Promise<NetStream> {
      this.connecting = true;
      this.stream = await this.dial();
      this.stream.once('error', (error: Error) => (this.firstError = error));
      return this.stream;
    }

    override disconnect(): void {
      this.ending.abort(new Error('Connection is closed.'));
      // Without a stream there is nothing to end but the way to it.
      if (this.stream as NetStream | undefined) super.disconnect();
      else this.connecting = false;
    }

    private async dial(): Promise<Socket> {
      const { host = 'localhost', port = 6379, tls, connectTimeout = 10_000 } = this.options;
      const timer = setTimeout(() => this.ending.abort(lateAfter(connectTimeout)), connectTimeout);
      try {
        return await network.dial(host, port, this.ending.signal, tls);
      } finally {
        clearTimeout(timer);
      }
    }
  };
}

function lateAfter(limitMs: number): Error {
  return Object.assign(new Error(`No connection within ${limitMs} ms`), { code: 'ETIMEDOUT' });
}
