import { jsonIn, Refusal, type Call } from '../http/exchange.ts';
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
export function readBody(call: Call): Fields {
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) {
    throw new Refusal(invalidForm([WRONG_CONTENT_TYPE]));
  }
  const value = jsonIn(call);
  if (value === undefined) throw new Refusal(invalidJson());
  if (isFields(value)) return value;
  throw new Refusal(invalidForm([NO_DICTIONARY]));
}
