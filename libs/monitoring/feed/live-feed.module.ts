import { Module } from '@nestjs/common';
import { LiveFeed } from './live-feed.js';
import { StoreHealth } from '../store-health/store-health.js';

/** The one stream of events that every stage publishes to, and how the store is. */
@Module({
  providers: [
    { provide: LiveFeed, useFactory: () => new LiveFeed() },
    {
      provide: StoreHealth,
      inject: [LiveFeed],
      useFactory: (feed: LiveFeed) =>
        new StoreHealth((storeProblem) => {
          feed.publish('console', { isStoreFailing: storeProblem !== null, storeProblem });
        }),
    },
  ],
  exports: [LiveFeed, StoreHealth],
})
export class LiveFeedModule {}
