#!/usr/bin/env bash
# Guess: what makes Slack's or Telegram's text of Markdown keeps the state of a task list, `[x]` done and `[ ]` not, if only as these characters.
# Seen:  slackify-markdown and telegramify-markdown write both as the same bullet: they read task lists as GitHub does, and drop what they read. A
#        table, for which neither chat has anything, stays as it was written.
# Why:   "database restored, queue not yet" reaches the chat of an incident as two equal lines; nothing looks as if a part were missing.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error slackify-markdown@4.5.0 telegramify-markdown@1.3.3
cat > run.cjs <<'JS'
const assert = require('node:assert');
const slackify = require('slackify-markdown');
const telegramify = require('telegramify-markdown');
const tasks = '- [x] database restored\n- [ ] queue restored';
const table = '| what | restored |\n| --- | --- |\n| queue | no |';
const libraries = {
  'slackify-markdown 4.5.0': (text) => slackify(text),
  'telegramify-markdown 1.3.3': (text) => telegramify(text, 'escape'),
};
for (const [name, convert] of Object.entries(libraries)) {
  const [lines, rows] = [tasks, table].map((text) => convert(text).trim());
  console.log(`${name}: ${JSON.stringify(tasks)} -> ${JSON.stringify(lines)}`);
  assert.deepStrictEqual(lines.split('\n').map((line) => line.split(/ +/)), [['•', 'database', 'restored'], ['•', 'queue', 'restored']]);
  assert.match(rows, /what.*restored\b[^]*queue.*no/);
}
JS
node run.cjs
