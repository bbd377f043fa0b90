import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

const KNOWN_STATES = ['UP', 'DOWN', 'LOOKS_DOWN', 'PAUSED', 'STARTED', 'NOT_CHECKED_YET'] as const;

/** UptimeRobot's state in words; a state that it has newly made up stands as it is. */
export function wordOfState({ state }: Pick<UptimeRobotMonitor, 'state'>, words: Words): string {
  const known = KNOWN_STATES.find((candidate) => candidate === state);
  return known === undefined ? state : words.say(`services.uptimerobot.states.${known}`);
}
