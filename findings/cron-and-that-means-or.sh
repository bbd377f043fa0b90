#!/usr/bin/env bash
# Guess: what cronstrue says in words of a schedule is when a scheduler runs it.
# Seen:  0 9 13 * 5 is "on day 13 of the month, and on Friday", which would be once in November 2026; croner, as cron itself, runs
#        it on each 13th and on each Friday: four times.
# Why:   whoever reads the words beside a job that is missed looks for the wrong day.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error cronstrue@3.39.0 croner@11.0.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Cron } from 'croner';
import cronstrue from 'cronstrue';
const [start, end] = ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'].map((text) => new Date(text));
const expression = '0 9 13 * 5';
const words = cronstrue.toString(expression);
const runs = new Cron(expression, { timezone: 'UTC' }).nextRuns(40, start).filter((run) => run < end);
const days = runs.map((run) => run.getUTCDate());
console.log('cronstrue 3.39.0, croner 11.0.1, in November 2026');
console.log(' ', expression, '|', words, '|', days.join(' '));
assert.strictEqual(words, 'At 09:00 AM, on day 13 of the month, and on Friday');
assert.deepStrictEqual(days, [6, 13, 20, 27]);
JS
node run.mjs
