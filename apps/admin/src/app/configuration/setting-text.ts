import type { ServiceConfig } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';

/** A setting's value as people read it. */
export function settingText(value: ServiceConfig['settings'][string], words: Words): string {
  if (value === null) return words.say('shell.detail.none');
  if (typeof value === 'boolean') return words.say(value ? 'shell.detail.yes' : 'shell.detail.no');
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') return value;
  return value.length === 0 ? words.say('shell.detail.none') : value.join(', ');
}
