import type { FieldErrorCode } from '@envscope/contracts/index.js';

/** What is wrong with one field, and how to put it right. */
export const fieldErrors = {
  invalid: 'Invalid value.',
  'invalid-json': 'Not valid JSON.',
  'unknown-field': 'There is no such field.',
  'wrong-type': 'Missing, or of the wrong type.',
  'wrong-format': 'Not in the expected format.',
  'unknown-value': 'Not one of the possible values.',
  'too-small': 'Too small, or too short.',
  'too-big': 'Too large, or too long.',
  'out-of-range': 'Out of range.',
  'unseen-characters': 'Remove line breaks and invisible characters.',
  'ends-before-it-starts': 'The end must be after the start.',
  'in-the-past': 'The end must be in the future.',
  'too-far-ahead': 'At most a year ahead.',
  'over-a-year': 'At most a year.',
  'range-too-long': 'The range is too long.',
  'needs-end': 'A silence needs an end.',
  'needs-service': 'A target needs its service.',
  'unknown-measurement': 'The service has no such measurement.',
  'not-of-target': 'This figure is measured of the service as a whole, not of one target.',
  'no-targets': 'This service has no targets to choose from.',
  'over-maximum': 'This figure is a share: it never exceeds 100%.',
  'never-met': 'No value can ever match this condition.',
  fixed: 'A built-in rule always watches the same measurement. To watch another one, duplicate it.',
  'unknown-cursor': 'The list has changed: start again from its beginning.',
} as const satisfies Record<FieldErrorCode, string>;
