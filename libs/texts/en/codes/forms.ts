import { fieldErrors } from './field-errors.js';

/** Words of forms: what is wrong with an answer. */
export const forms = {
  fieldErrors,
  field: {
    required: 'Required.',
    'not-a-number': 'Enter a number.',
    tooLong: 'At most {{count}} characters.',
    tooMany: 'At most {{count}}.',
    atLeast: 'At least {{limit}}.',
    atMost: 'At most {{limit}}.',
    missing: 'Choose a time.',
    tooShort: 'At least {{count}} characters.',
  },
} as const;
