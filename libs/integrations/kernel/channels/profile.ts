import type { Channel } from './channel.js';

/** What every channel has, whatever its kind: who reads it, and which incidents it takes. */
export type ChannelProfile = Pick<Channel, 'id' | 'environment' | 'kind' | 'label' | 'language' | 'route'>;

/** A channel's part that its profile gives it. */
export abstract class ProfiledChannel implements ChannelProfile {
  readonly id: Channel['id'];
  readonly environment: Channel['environment'];
  readonly kind: Channel['kind'];
  readonly label: Channel['label'];
  readonly language: Channel['language'];
  readonly route: Channel['route'];

  constructor(profile: ChannelProfile) {
    this.id = profile.id;
    this.environment = profile.environment;
    this.kind = profile.kind;
    this.label = profile.label;
    this.language = profile.language;
    this.route = profile.route;
  }
}
