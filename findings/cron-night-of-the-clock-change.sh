#!/usr/bin/env bash
# Guess: libraries that read one cron expression in one time zone agree on its runs, if not on the day in general, then on how many there are.
# Seen:  four of them disagree in the two nights when the clock changes. `*/20 2 * * *` in Berlin, where 02:00 to 03:00 does not exist on
#        29 March 2026, runs not at all that night (croner), three times (cron-parser) or once (cron, cronosjs). `*/30 2 * * *` in the hour that
#        comes twice on 25 October runs four times (croner) or twice (the others). `0 * * * *` runs each hour of that night, but in cronosjs,
#        which lets two hours pass.
# Why:   a monitor that expects a job's runs by another library than the one that starts it calls a run missed, or a missed one good.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error croner@11.0.1 cron-parser@5.10.3 cron@4.4.0 cronosjs@1.7.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { CronTime } from 'cron';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import cronos from 'cronosjs';

const zone = 'Europe/Berlin';
/** The next runs after a moment, of each library. */
const libraries = {
  croner: (expression, from, count) => new Cron(expression, { timezone: zone }).nextRuns(count, from),
  'cron-parser': (expression, from, count) => {
    const runs = CronExpressionParser.parse(expression, { tz: zone, currentDate: from });
    return Array.from({ length: count }, () => runs.next().toDate());
  },
  cron: (expression, from, count) => {
    const time = new CronTime(expression, zone);
    const runs = [from];
    while (runs.length <= count) runs.push(time.getNextDateFrom(runs.at(-1), zone).toJSDate());
    return runs.slice(1);
  },
  cronosjs: (expression, from, count) =>
    cronos.CronosExpression.parse(expression, { timezone: zone }).nextNDates(from, count),
};
const nights = [
  { expression: '*/20 2 * * *', from: '2026-03-29T00:00Z', to: '2026-03-29T12:00Z' },
  { expression: '*/30 2 * * *', from: '2026-10-24T22:00Z', to: '2026-10-25T12:00Z' },
  { expression: '0 * * * *', from: '2026-10-24T22:30Z', to: '2026-10-25T03:30Z' },
];
console.log('croner 11.0.1, cron-parser 5.10.3, cron 4.4.0, cronosjs 1.7.1; runs in UTC');
const seen = nights.map(({ expression, from, to }) => {
  console.log(`  ${expression} in ${zone}, from ${from} to ${to}`);
  return Object.entries(libraries).map(([name, next]) => {
    const runs = next(expression, new Date(from), 8).filter((run) => run < new Date(to));
    const times = runs.map((run) => run.toISOString().slice(11, 16)).join(' ');
    console.log(`    ${name.padEnd(12)} ${times || 'none'}`);
    return times;
  });
});
assert.deepStrictEqual(seen, [
  ['', '01:00 01:20 01:40', '01:00', '01:00'],
  ['00:00 00:30 01:00 01:30', ...Array(3).fill('00:00 00:30')],
  [...Array(3).fill('23:00 00:00 01:00 02:00 03:00'), '23:00 00:00 02:00 03:00'],
]);
JS
node run.mjs
