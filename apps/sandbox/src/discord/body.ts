import { Refusal, type Call } from '../http/exchange.ts';
import { isFields, type Fields } from './fields.ts';
import { invalidForm, invalidJson } from './refusals.ts';

const WRONG_CONTENT_TYPE = {
  path: [],
  code: 'CONTENT_TYPE_INVALID',
  message: `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`,
};
const NO_DICTIONARY = {
  path: [],
  code: 'MODEL_TYPE_CONVERT',
  message: 'Only dictionaries may be used in a ModelType',
};

/** Reads a body of JSON; files are not played. Refuses any other content type, and JSON that is none. */
export function readBody({ headers, body }: Call): Fields {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(invalidForm([WRONG_CONTENT_TYPE]));
  }
  const value = parsed(body.toString('utf8'));
  if (isFields(value)) return value;
  throw new Refusal(invalidForm([NO_DICTIONARY]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(invalidJson());
  }
}
