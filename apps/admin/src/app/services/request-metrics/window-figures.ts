import type { RequestWindow } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';
import { told } from '../told';

/** The figures of a window in words; null where the window saw no request, or there is no window yet. */
export interface WindowFigures {
  readonly errorRatio: string | null;
  readonly availabilityRatio: string | null;
  readonly perMinute: string | null;
  /** Why figures are null. */
  readonly absent: string;
}

/** Says a window's figures. */
export function windowFigures(window: RequestWindow | null, words: Words): WindowFigures {
  const ratio = (value: number | null | undefined) => told(value, (share) => words.ratio(share));
  return {
    errorRatio: ratio(window?.errorRatio),
    availabilityRatio: ratio(window?.availabilityRatio),
    perMinute: told(window?.requestsPerSecond, (rate) => words.number(rate * 60)),
    absent: words.say(window === null ? 'services.absent.twoSamples' : 'services.absent.noRequests'),
  };
}
