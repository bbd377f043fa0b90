#!/usr/bin/env bash
# Guess: Bree runs a job whose interval is 'every 90 minutes' each ninety minutes, as it does with '90 minutes', or refuses it.
# Seen:  it runs each hour. The word "every" hands the text to later, which fills the minutes of an hour from 0 by 90, without an error: 'every 36
#        hours' is daily, 'every 45 minutes' runs at :00 and :45, and 'every 30 days' on the 1st and the 31st, one after the other.
# Why:   a monitor that is given what the job's author wrote expects it at the wrong moments, and what was spread out to spare a quota or a
#        database comes up to twice as often, or twice within two days.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error bree@9.2.9 @breejs/later@4.2.0
echo > job.js
cat > run.cjs <<'JS'
const assert = require('node:assert');
const path = require('node:path');
const later = require('@breejs/later');
const Bree = require('bree');
const from = new Date('2026-11-30T00:00:00Z');
const texts = ['90 minutes', 'every 90 minutes', 'every 45 minutes', 'every 36 hours', 'every 30 days'];

(async () => {
  const jobs = texts.map((interval, index) => ({ name: `job${index}`, path: path.resolve('job.js'), interval }));
  const bree = new Bree({ root: false, logger: false, jobs });
  await bree.init();
  console.log('bree 9.2.9, hours between the runs from', from.toISOString());
  const seen = bree.config.jobs.map(({ interval }, index) => {
    const runs = typeof interval === 'number' ? [0, 1, 2, 3, 4].map((turn) => turn * interval) : later.schedule(interval).next(5, from);
    const hours = runs.slice(1).map((run, turn) => (run - runs[turn]) / 3_600_000);
    console.log(`  '${texts[index]}':`, hours.join(' '));
    return hours;
  });
  assert.deepStrictEqual(seen, [
    [1.5, 1.5, 1.5, 1.5],
    [1, 1, 1, 1],
    [0.75, 0.25, 0.75, 0.25],
    [24, 24, 24, 24],
    [720, 24, 720, 24],
  ]);
  process.exit();
})();
JS
TZ=UTC node run.cjs
