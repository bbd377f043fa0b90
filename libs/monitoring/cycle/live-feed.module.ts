import { Module } from '@nestjs/common';
import { LiveFeed } from './live-feed.js';

/** The one stream of events that every stage publishes to. */
@Module({
  providers: [{ provide: LiveFeed, useFactory: () => new LiveFeed() }],
  exports: [LiveFeed],
})
export class LiveFeedModule {}
