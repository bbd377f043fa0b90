import type { Network } from '@envscope/integrations/network/network.js';
import type { AbstractConnector, RedisOptions } from 'ioredis';
import { Socket } from 'node:net';
import { ioredis } from './ioredis.client.js';

type NetStream = Awaited<ReturnType<AbstractConnector['connect']>>;

export interface ConnectorOptions {
  /** The client goes on where it cannot connect. ioredis ends one whose connector rejects, whatever its strategy of retries. */
  readonly goesOn?: boolean;
}

/** ioredis's way to a server, by the console's network: names without getaddrinfo, and every address gets its chance. */
export function connectorBy(
  network: Network,
  { goesOn = false }: ConnectorOptions = {},
): new (options: unknown) => AbstractConnector {
  return class NetworkConnector extends ioredis().AbstractConnector {
    private ending = new AbortController();

    private readonly options: RedisOptions;

    constructor(options: unknown) {
      super((options as RedisOptions).disconnectTimeout ?? 0);
      this.options = options as RedisOptions;
    }

    override async connect(): Promise<NetStream> {
      this.connecting = true;
      // A client that connects again and again has one connector.
      this.ending = new AbortController();
      this.stream = await (goesOn ? this.dial().catch((error: Error) => this.broken(error)) : this.dial());
      this.stream.once('error', (error: Error) => (this.firstError = error));
      return this.stream;
    }

    override disconnect(): void {
      this.ending.abort(new Error('Connection is closed.'));
      // Without a stream there is nothing to end but the way to it.
      if (this.stream as NetStream | undefined) super.disconnect();
      else this.connecting = false;
    }

    /** A connection that broke at once, which ioredis takes for a reason to try again. */
    private broken(error: Error): Socket {
      this.firstError = error;
      return new Socket().destroy();
    }

    private async dial(): Promise<Socket> {
      const { host = 'localhost', port = 6379, tls, connectTimeout = 10_000 } = this.options;
      const { ending } = this;
      const timer = setTimeout(() => ending.abort(lateAfter(connectTimeout)), connectTimeout);
      try {
        return await network.dial(host, port, ending.signal, tls);
      } finally {
        clearTimeout(timer);
      }
    }
  };
}

function lateAfter(limitMs: number): Error {
  return Object.assign(new Error(`No connection within ${limitMs} ms`), { code: 'ETIMEDOUT' });
}
