import {
  checkInteger,
  checkList,
  checkObject,
  checkText,
  checkUrl,
  isFields,
  trimmed,
  type Fields,
} from './fields.ts';
import type { Problem } from './problems.ts';

const MAX_EMBEDS = 10;
const MAX_SUM = 6000;

/** What the vendor objects to in the embeds of one message. */
export function checkEmbeds(embeds: unknown): Problem[] {
  const problems = checkList(['embeds'], embeds, MAX_EMBEDS, (path, embed) =>
    checkObject(path, embed, (fields) => checkEmbed(path, fields)),
  );
  if (problems.length > 0 || sizeOf(embeds) <= MAX_SUM) return problems;
  const message = `Embed size exceeds maximum size of ${MAX_SUM}`;
  return [{ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message }];
}

/** Whether an embed shows anything at all. */
export function isEmptyEmbed(embed: unknown): boolean {
  return !isFields(embed) || Object.values(trimEmbed(embed)).every((value) => isNothing(value));
}

/** The embed as a reader gets it back: of type `rich`, its texts without the white space around them. */
export function shownEmbed(embed: Fields): Fields {
  const { timestamp, ...rest } = trimEmbed(embed);
  const shown = { type: 'rich', ...rest };
  return typeof timestamp === 'string' ? { ...shown, timestamp: withOffset(timestamp) } : shown;
}

/** A moment as the vendor writes it: microseconds only when there are any, and an offset instead of `Z`. */
export function withOffset(timestamp: string): string {
  const iso = new Date(timestamp).toISOString();
  return iso.replace('.000Z', '+00:00').replace(/\.(\d{3})Z$/, '.$1000+00:00');
}

function checkEmbed(path: Problem['path'], embed: Fields): Problem[] {
  const { title, description, url, color, timestamp, fields, footer, author, image, thumbnail } = embed;
  return [
    ...checkText([...path, 'title'], title, 256),
    ...checkText([...path, 'description'], description, 4096),
    ...checkUrl([...path, 'url'], url),
    ...checkInteger([...path, 'color'], color, 0xffffff),
    ...checkTimestamp([...path, 'timestamp'], timestamp),
    ...checkList([...path, 'fields'], fields, 25, checkField),
    ...checkObject([...path, 'footer'], footer, ({ text }) =>
      checkText([...path, 'footer', 'text'], text, 2048, true),
    ),
    ...checkObject([...path, 'author'], author, ({ name }) =>
      checkText([...path, 'author', 'name'], name, 256, true),
    ),
    ...checkObject([...path, 'image'], image, (picture) =>
      checkUrl([...path, 'image', 'url'], picture['url']),
    ),
    ...checkObject([...path, 'thumbnail'], thumbnail, (picture) =>
      checkUrl([...path, 'thumbnail', 'url'], picture['url']),
    ),
  ];
}

function checkField(path: Problem['path'], field: unknown): Problem[] {
  return checkObject(path, field ?? {}, ({ name, value }) => [
    ...checkText([...path, 'name'], name, 256, true),
    ...checkText([...path, 'value'], value, 1024, true),
  ]);
}

function checkTimestamp(path: Problem['path'], value: unknown): Problem[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)))
    return [];
  const message = `Could not parse ${JSON.stringify(value)}. Should be ISO8601.`;
  return [{ path, code: 'DATE_TIME_TYPE_PARSE', message }];
}

/** All text that counts, over all embeds of the message. */
function sizeOf(embeds: unknown): number {
  const texts = (Array.isArray(embeds) ? embeds : []).filter(isFields).flatMap(textsOf);
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function textsOf({ title, description, fields, footer, author }: Fields): string[] {
  const pairs = (Array.isArray(fields) ? fields : []).filter(isFields);
  return [
    trimmed(title),
    trimmed(description),
    ...pairs.flatMap(({ name, value }) => [trimmed(name), trimmed(value)]),
    isFields(footer) ? trimmed(footer['text']) : '',
    isFields(author) ? trimmed(author['name']) : '',
  ];
}

function trimEmbed(embed: Fields): Fields {
  return Object.fromEntries(Object.entries(embed).map(([name, value]) => [name, trimAll(value)]));
}

function trimAll(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimAll);
  return isFields(value) ? trimEmbed(value) : value;
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
