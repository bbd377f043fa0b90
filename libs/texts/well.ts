import type { UpCount } from '@envscope/contracts/index.js';
import type { Speaker } from './incident-name.js';

/** That nothing is wrong, and of how many services, or that there is nothing to be wrong. */
export function wellWords(
  { up, configured }: UpCount,
  speaker: Pick<Speaker, 'say'>,
): { readonly heading: string; readonly note: string } {
  if (configured === 0) {
    return {
      heading: speaker.say('shell.overview.nothingConfigured'),
      note: speaker.say('shell.overview.nothingConfiguredNote'),
    };
  }
  const note =
    up === configured
      ? speaker.say('shell.overview.allWellNote', { count: configured })
      : speaker.say('shell.overview.someWellNote', { up, count: configured });
  return { heading: speaker.say('shell.overview.allWell'), note };
}
