import { Refusal, type Call } from '../http/exchange.ts';
import { isFields, type Fields } from './fields.ts';
import type { Attachment } from './message.ts';
import { invalidForm, invalidJson } from './refusals.ts';

/** What a caller sent: the form, and the files beside it. */
export interface Sent {
  readonly form: Fields;
  readonly attachments: readonly Attachment[];
}

const WRONG_CONTENT_TYPE = {
  path: [],
  code: 'CONTENT_TYPE_INVALID',
  message: `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`,
};

/** Reads a body of JSON or of several parts. Refuses any other content type, and JSON that is none. */
export function readBody({ headers, body }: Call): Sent {
  const contentType = headers['content-type'] ?? '';
  if (/^application\/json\b/i.test(contentType)) {
    return { form: parse(body.toString('utf8')), attachments: [] };
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new Refusal(invalidForm([WRONG_CONTENT_TYPE]));
  const parts = partsOf(body.toString('latin1'), boundary);
  const payload = parts.find(({ name }) => name === 'payload_json');
  return {
    form: payload ? parse(Buffer.from(payload.text, 'latin1').toString('utf8')) : simpleForm(parts),
    attachments: parts.flatMap(({ filename, text }, index) =>
      filename === undefined ? [] : [{ id: String(index), filename, size: text.length }],
    ),
  };
}

function parse(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch {
    throw new Refusal(invalidJson());
  }
  throw new Refusal(
    invalidForm([
      { path: [], code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' },
    ]),
  );
}

interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly text: string;
}

function partsOf(body: string, boundary: string): Part[] {
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => {
      const split = part.indexOf('\r\n\r\n');
      const head = part.slice(0, split);
      const name = /\bname="([^"]*)"/i.exec(head)?.[1];
      const filename = /\bfilename="([^"]*)"/i.exec(head)?.[1];
      return split < 0 || name === undefined ? [] : [{ name, filename, text: part.slice(split + 4, -2) }];
    });
}

function simpleForm(parts: readonly Part[]): Fields {
  const fields = parts.filter(({ filename }) => filename === undefined);
  return Object.fromEntries(
    fields.map(({ name, text }) => [name, Buffer.from(text, 'latin1').toString('utf8')]),
  );
}
