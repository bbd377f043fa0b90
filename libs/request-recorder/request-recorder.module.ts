import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { RequestRecorderMiddleware } from './request-recorder.middleware.js';
import { ConfigurableModuleClass, REQUEST_RECORDER_OPTIONS } from './request-recorder.options.js';
import { RequestRecorder } from './request-recorder.js';

/**
 * Keeps an application's request metrics in Redis, as `docs/request-metrics.md` describes them. Imported once, at the
 * root: `RequestRecorderModule.forRoot({ redis, keyPrefix })`, or `forRootAsync({ inject, useFactory })`.
 */
@Module({
  providers: [RequestRecorder, RequestRecorderMiddleware],
  exports: [RequestRecorder, REQUEST_RECORDER_OPTIONS],
})
export class RequestRecorderModule extends ConfigurableModuleClass implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestRecorderMiddleware).forRoutes('{*path}');
  }
}
