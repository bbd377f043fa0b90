#!/usr/bin/env bash
# Guess: `mock.timers.tick(5000)` of Node's test runner lets five seconds go by: a poll that sets its next `setTimeout` after each look, every second,
#        has looked five times, at 1, 2, 3, 4 and 5 seconds, as with Sinon's fake timers, of which Jest's are made.
# Seen:  the clock jumps to the end first, then calls what is due. The poll has looked once, and `Date.now()` said 5000; its next look is at 6000. A
#        `setInterval` is called five times, each of them at 5000. Five ticks of a second give what one expects.
# Why:   tests of retries with backoff, timeouts and "down for three looks in a row" see one attempt and no time between looks: an alert that comes too
#        late passes, and a test that was right with Jest's timers fails, or passes for another reason, when it is moved to Node's own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @sinonjs/fake-timers@15.1.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { mock } from 'node:test';
import fakeTimers from '@sinonjs/fake-timers';
/** When a poll that sets its next timer itself, and one by an interval, looked, once `tick` was called with these. */
const looks = (tick, ...ticks) => {
  const [again, interval] = [[], []];
  const poll = () => setTimeout(() => {
    again.push(Date.now());
    poll();
  }, 1000);
  poll();
  setInterval(() => interval.push(Date.now()), 1000);
  ticks.forEach((milliseconds) => tick(milliseconds));
  return { again, interval };
};
const node = (...ticks) => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 0 });
  const seen = looks((milliseconds) => mock.timers.tick(milliseconds), ...ticks);
  mock.timers.reset();
  return seen;
};
const sinon = (...ticks) => {
  const clock = fakeTimers.install({ now: 0, toFake: ['setTimeout', 'setInterval', 'Date'] });
  const seen = looks((milliseconds) => clock.tick(milliseconds), ...ticks);
  clock.uninstall();
  return seen;
};
const seconds = [1000, 2000, 3000, 4000, 5000];
console.log(`node ${process.version}, @sinonjs/fake-timers 15.1.0: looks at, in milliseconds`);
const seen = [['Node, one tick of 5 s', node(5000)], ['Node, five of 1 s', node(...Array(5).fill(1000))], ['Sinon, one of 5 s', sinon(5000)]];
for (const [name, { again, interval }] of seen) {
  console.log(' ', name.padEnd(22), 'setTimeout again', again.join().padEnd(24), ' setInterval', interval.join());
}
assert.deepStrictEqual(seen.map(([, looked]) => looked), [
  { again: [5000], interval: Array(5).fill(5000) },
  { again: seconds, interval: seconds },
  { again: seconds, interval: seconds },
]);
JS
NODE_NO_WARNINGS=1 node run.mjs
