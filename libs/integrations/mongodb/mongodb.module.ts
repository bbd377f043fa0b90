import { Module, type DynamicModule } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import type { Connection } from 'mongoose';
import { createMongodbClient, MONGODB_CLIENTS, WATCHING } from './mongodb.client.js';
import { MongodbProbe } from './mongodb.probe.js';
import type { MongodbSettings } from './mongodb.settings.js';

type WithMongodb = Environments<{ readonly mongodb: MongodbSettings }>;

/** A connection for each environment that configures one. None of them delays or fails the start. */
@Module({})
export class MongodbModule {
  static for(environments: WithMongodb): DynamicModule {
    const configured = environments.flatMap(({ id, sections: { mongodb } }) =>
      mongodb.state === 'configured' ? [{ id, settings: mongodb.settings }] : [],
    );
    return {
      module: MongodbModule,
      imports: configured.map(({ id, settings: { uri, ca } }) =>
        MongooseModule.forRootAsync({
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
        }),
      ),
      providers: [
        {
          provide: MONGODB_CLIENTS,
          inject: [ENVIRONMENTS, ...configured.map(({ id }) => getConnectionToken(id))],
          useFactory: (all: WithMongodb, ...connections: Connection[]) => {
            const byId = new Map(configured.map(({ id }, index) => [id, connections[index]]));
            return PerEnvironment.build('mongodb', all, (settings: MongodbSettings, { id }) => {
              const connection = byId.get(id);
              if (!connection) throw new Error(`No MongoDB connection was made for ${id}`);
              return createMongodbClient(connection, settings);
            });
          },
        },
        MongodbProbe,
      ],
      exports: [MongodbProbe],
    };
  }
}

/** The connection itself: the probe reports that it could not be opened at the start. */
function heedless(connection: Connection): Connection {
  // Nobody else awaits the first attempt, and a rejection that nobody handles would end the process.
  connection.asPromise().catch(() => undefined);
  return connection;
}
