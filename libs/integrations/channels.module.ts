import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Global, Module } from '@nestjs/common';
import { CHANNEL_KINDS } from './channels.js';
import { CHANNELS, type Channel } from './kernel/channels/channel.js';
import { CHANNEL_DEFINITIONS, OPEN_CHANNELS, openChannels } from './kernel/channels/definition.js';
import { maskedChannel, SECRET_MASK, type SecretMask } from './kernel/masking.js';
import { HTTP_BY_TRUST, type HttpByTrust } from './network/network.http.js';
import { Network } from './network/network.js';
import { NetworkModule } from './network/network.module.js';

/** Opens the channels of all environments, and hands them out masked. */
@Global()
@Module({
  imports: [NetworkModule],
  providers: [
    { provide: CHANNEL_DEFINITIONS, useValue: CHANNEL_KINDS },
    {
      provide: OPEN_CHANNELS,
      inject: [ENVIRONMENTS, Network, HTTP_BY_TRUST],
      useFactory: (environments: Environments, network: Network, http: HttpByTrust) =>
        openChannels(CHANNEL_KINDS, environments, { network, http }),
    },
    {
      provide: CHANNELS,
      inject: [SECRET_MASK, OPEN_CHANNELS],
      useFactory: (mask: SecretMask, channels: readonly Channel[]): readonly Channel[] =>
        channels.map((channel) => maskedChannel(channel, mask)),
    },
  ],
  exports: [CHANNEL_DEFINITIONS, OPEN_CHANNELS, CHANNELS],
})
export class ChannelsModule {}
