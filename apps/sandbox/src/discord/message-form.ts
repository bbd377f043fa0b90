import { checkEmbeds, isEmptyEmbed } from './embeds.ts';
import { checkInteger, checkList, checkObject, checkText, checkUrl, trimmed, type Fields } from './fields.ts';
import { tooLong, type Problem } from './problems.ts';

const MAX_CONTENT = 2000;
const MAX_NAME = 80;
const MAX_COMPONENTS = 40;
const MAX_MENTIONS = 100;
const COMPONENTS_V2 = 32768;
const ALLOWED_FLAGS = 4 | 4096 | COMPONENTS_V2;
const MENTIONS = ['roles', 'users', 'everyone'];

/** What the vendor objects to in a message that is to be posted or changed. */
export function checkMessage(form: Fields): Problem[] {
  const { content, username, avatar_url, embeds, flags, components, allowed_mentions } = form;
  return [
    ...checkText(['content'], content, MAX_CONTENT),
    ...(username === undefined || username === null ? [] : checkName(['username'], username)),
    ...checkUrl(['avatar_url'], avatar_url),
    ...checkEmbeds(embeds),
    ...checkFlags(form, flags),
    ...checkList(['components'], components, MAX_COMPONENTS, (path, part) =>
      checkObject(path, part, () => []),
    ),
    ...checkObject(['allowed_mentions'], allowed_mentions, checkMentions),
  ];
}

/** Whether a message would show nothing. */
export function isEmptyMessage(form: Fields): boolean {
  const { content, embeds, components, poll } = form;
  const hasEmbeds = Array.isArray(embeds) && embeds.some((embed) => !isEmptyEmbed(embed));
  const hasComponents = Array.isArray(components) && components.length > 0;
  const hasPoll = poll !== undefined && poll !== null;
  return trimmed(content) === '' && !hasEmbeds && !hasComponents && !hasPoll;
}

/** What the vendor objects to in a message's own name. */
function checkName(path: Problem['path'], value: unknown): Problem[] {
  const problems = checkText(path, value, Infinity);
  if (problems.length > 0) return problems;
  const name = trimmed(value);
  if (name.length < 1 || name.length > MAX_NAME) {
    return [{ path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between 1 and ${MAX_NAME} in length.` }];
  }
  const forbidden = ['clyde', 'discord'].find((word) => name.toLowerCase().includes(word));
  if (forbidden !== undefined) {
    return [{ path, code: 'USERNAME_INVALID_CONTAINS', message: `Username cannot contain "${forbidden}"` }];
  }
  if (['here', 'everyone'].includes(name.toLowerCase())) {
    return [{ path, code: 'USERNAME_INVALID', message: `Username cannot be "${name}"` }];
  }
  return [];
}

function checkFlags(form: Fields, flags: unknown): Problem[] {
  const problems = checkInteger(['flags'], flags, 0x7fffffff);
  if (problems.length > 0 || flags === undefined || flags === null) return problems;
  const bits = Number(flags);
  if ((bits & ~ALLOWED_FLAGS) !== 0) {
    return [{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message: 'These flags cannot be set.' }];
  }
  if ((bits & COMPONENTS_V2) === 0) return [];
  return ['content', 'embeds']
    .filter((name) => trimmed(form[name]) !== '' || (Array.isArray(form[name]) && form[name].length > 0))
    .map((name) => ({
      path: [name],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    }));
}

function checkMentions({ parse, roles, users }: Fields): Problem[] {
  return [
    ...checkList(['allowed_mentions', 'parse'], parse, MENTIONS.length, (path, kind) =>
      MENTIONS.some((known) => known === kind)
        ? []
        : [
            {
              path,
              code: 'BASE_TYPE_CHOICES',
              message: `Value must be one of ('${MENTIONS.join("', '")}').`,
            },
          ],
    ),
    ...Object.entries({ roles, users }).flatMap(([name, ids]) =>
      Array.isArray(ids) && ids.length > MAX_MENTIONS
        ? [tooLong(['allowed_mentions', name], MAX_MENTIONS)]
        : [],
    ),
  ];
}
