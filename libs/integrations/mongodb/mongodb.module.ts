import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { createMongodbClient, MONGODB_CLIENTS } from './mongodb.client.js';
import { MongodbProbe } from './mongodb.probe.js';
import type { MongodbSettings } from './mongodb.settings.js';

type WithMongodb = Environments<{ readonly mongodb: MongodbSettings }>;

/** A connection for each environment that configures one. None of them delays or fails the start. */
@Module({})
export class MongodbModule {
  static async for(environments: WithMongodb): Promise<DynamicModule> {
    const configured = environments.flatMap(({ id, sections: { mongodb } }) =>
      mongodb.state === 'configured' ? [{ id, settings: mongodb.settings }] : [],
    );
    const connections = await Promise.all(
      configured.map(async ({ id, settings }) => {
        // Not before somebody wants it: the driver takes tens of megabytes.
        const { connectionOf } = await import('./mongodb.connections.js');
        return connectionOf(id, settings);
      }),
    );
    return {
      module: MongodbModule,
      imports: connections.map(({ module }) => module),
      providers: [
        {
          provide: MONGODB_CLIENTS,
          inject: [ENVIRONMENTS, ...connections.map(({ token }) => token)],
          useFactory: (all: WithMongodb, ...opened: Connection[]) => {
            const byId = new Map(configured.map(({ id }, index) => [id, opened[index]]));
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
