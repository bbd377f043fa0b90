import { Module } from '@nestjs/common';
import { ConsoleCondition } from './console-condition.js';
import { LiveFeed } from './live-feed.js';
import { StoreHealth } from '../store-health/store-health.js';

/** The one stream of events that every stage publishes to, and how the console itself stands. */
@Module({
  providers: [
    { provide: LiveFeed, useFactory: () => new LiveFeed() },
    {
      provide: ConsoleCondition,
      inject: [LiveFeed],
      useFactory: (feed: LiveFeed) => new ConsoleCondition(feed),
    },
    {
      provide: StoreHealth,
      inject: [ConsoleCondition],
      useFactory: (condition: ConsoleCondition) =>
        new StoreHealth((problem) => condition.reportStore(problem)),
    },
  ],
  exports: [LiveFeed, ConsoleCondition, StoreHealth],
})
export class LiveFeedModule {}
