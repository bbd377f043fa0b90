import { httpResource } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import { ChannelList, type ChannelState } from '@envscope/contracts/index.js';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { lastValue } from '../../resources/last-value';
import { nameOfChannel } from './channel-words';

const NONE: readonly ChannelState[] = [];

/** What channels are called, for pages that have only their ids. Needs an injection context. */
export function channelNames() {
  const words = inject(Words);
  const configuration = inject(Configuration);
  const resource = httpResource(() => API.channels, { parse: (value) => ChannelList.parse(value) });
  const list = lastValue(resource);
  const channels = computed(() => list()?.channels ?? NONE);
  const names = computed(
    () => new Map(channels().map((channel) => [channel.id, nameOfChannel(channel, words, configuration)])),
  );
  return {
    channels,
    /** Whether they may come yet: what names them is not drawn before, so that nothing moves. */
    isAwaited: computed(() => !resource.hasValue() && resource.isLoading()),
    /** One that is not configured any more is called by its id. */
    of: (id: string): string => names().get(id) ?? id,
  };
}
