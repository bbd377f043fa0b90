import { all, importing, replacing } from './edits.ts';
import type { Names } from './names.ts';
import type { Recipe } from './recipe.ts';
import { settingsLines } from './settings-lines.ts';

/** A channel that takes a POST of JSON at a secret URL: what of it is otherwise is changed by hand. */
export function channelRecipe(names: Names): Recipe {
  const { kind, camel, constant, title } = names;
  const folder = `libs/integrations/${kind}`;
  return {
    templates: 'channel',
    folder,
    edits: {
      'libs/integrations/channels.ts': all(
        importing(`import { ${camel}Channel } from './${kind}/${kind}.channel.js';`),
        replacing(/(CHANNEL_KINDS: [^=]* = \[[^\]]*?),?(\s*\];)/, `$1, ${camel}Channel$2`),
      ),
      ...settingsLines(names, [
        {
          stem: `${constant}_URL`,
          example: '',
          isSecret: true,
          wrong: `\`http://127.0.0.1:1/\${MARK}-${kind}-path-that-is-long\``,
          is: `where ${title} takes notifications`,
        },
      ]),
    },
    next: [
      `${folder}/${kind}.channel.ts: what ${title} takes, how much of it, and what it answers`,
      `${folder}/${kind}.settings.ts, docs/operations.md: its variables`,
      `try it: ${constant}_URL_DEV=http://127.0.0.1:4100/inbox/${kind} in .env.dev.local, then npm start`,
    ],
  };
}
