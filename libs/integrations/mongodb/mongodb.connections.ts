import type { EnvironmentId } from '@envscope/contracts/index.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import type { DynamicModule } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { WATCHING } from './mongodb.client.js';
import type { MongodbSettings } from './mongodb.settings.js';

/** One environment's connection: the module that makes it, and the token under which it is found. */
export interface NamedConnection {
  readonly module: DynamicModule;
  readonly token: string;
}

/** A connection that does not delay the start, and does not fail it. */
export function connectionOf(id: EnvironmentId, { uri, ca }: MongodbSettings): NamedConnection {
  const module = MongooseModule.forRootAsync({
    connectionName: id,
    imports: [NetworkModule],
    inject: [Network],
    useFactory: ({ lookup }: Network) => ({
      ...WATCHING,
      ...(ca ? { ca: [...ca.certificates] } : {}),
      uri,
      lookup,
      lazyConnection: true,
      connectionFactory: heedless,
    }),
  });
  return { module, token: getConnectionToken(id) };
}

/** The connection itself: the probe reports that it could not be opened at the start. */
function heedless(connection: Connection): Connection {
  // Nobody else awaits the first attempt, and a rejection that nobody handles would end the process.
  connection.asPromise().catch(() => undefined);
  return connection;
}
