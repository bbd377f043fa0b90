import { HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { createHttpService } from './network.http.js';
import { Network } from './network.js';

/** The one `Network` of the process, and the `HttpService` that calls by it. */
@Module({
  providers: [
    { provide: Network, useFactory: () => new Network() },
    { provide: HttpService, inject: [Network], useFactory: (network: Network) => createHttpService(network) },
  ],
  exports: [Network, HttpService],
})
export class NetworkModule {}
