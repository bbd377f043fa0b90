import { Network } from '@envscope/integrations/network/network.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { WORK_QUEUE, type WorkQueue } from '@envscope/monitoring/workers/work-queue.js';
import { Global, Logger, Module } from '@nestjs/common';
import type { QueuePlace } from './queue-connection.js';

/** Token of the `QueuePlace` that settings name; undefined where they name none. */
export const QUEUE_PLACE = Symbol('QUEUE_PLACE');

/** The console's queue, where settings name one: a console without it loads neither BullMQ nor a Redis client. */
@Global()
@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: WORK_QUEUE,
      inject: [{ token: QUEUE_PLACE, optional: true }, Network],
      useFactory: async (place: QueuePlace | undefined, network: Network): Promise<WorkQueue | null> => {
        if (!place) return null;
        const { BullWorkQueue } = await import('./console-queue.js');
        return new BullWorkQueue(place, network, new Logger('Queue'));
      },
    },
  ],
  exports: [WORK_QUEUE],
})
export class QueueModule {}
