import { HEARTBEAT_RECORDS } from '@envscope/integrations/heartbeats/heartbeats.records.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { BeatStore } from '@envscope/store/beat-store.js';
import { Global, Module } from '@nestjs/common';
import { Listening } from './listening.js';

/** Gives the probe of heartbeats what the store has of them: an integration knows no store. */
@Global()
@Module({
  providers: [
    {
      provide: Listening,
      inject: [BeatStore],
      useFactory: (store: BeatStore) => new Listening(store, SYSTEM_CLOCK),
    },
    { provide: HEARTBEAT_RECORDS, useExisting: Listening },
  ],
  exports: [Listening, HEARTBEAT_RECORDS],
})
export class HeartbeatRecordsModule {}
