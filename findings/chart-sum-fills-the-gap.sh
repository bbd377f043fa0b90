#!/usr/bin/env bash
# Guess: a line of ECharts with a gap, nulls for a time in which nothing was measured, keeps the gap when it is thinned by `sampling`, whichever way.
# Seen:  with 'lttb', 'average', 'min', 'max' and 'minmax' it does. With 'sum', made for counts, the line is drawn on through the gap, at 0. It depends
#        on the width: where no two points share a pixel nothing is thinned, and the gap is there.
# Why:   "the collector was down" becomes "there were no requests", an outage of the service: on a laptop, and not on the wide screen on the wall, or
#        after zooming in.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error echarts@6.1.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { init } from 'echarts';
const points = 2000;
/** 50 a minute; in the middle fifth nothing was measured. */
const data = Array.from({ length: points }, (_, minute) => [minute, minute >= 800 && minute < 1200 ? null : 50]);
/** How many points of the line lie within the gap, left out its edges, and the values that they have. */
const inGap = (sampling, width) => {
  const [height, top] = [400, 1000];
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: 'value', min: 0, max: points, show: false },
    yAxis: { min: 0, max: top, show: false },
    series: [{ type: 'line', symbol: 'none', sampling, data }],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const paths = [...svg.matchAll(/ d="(M[^"]+)"/g)].map(([, path]) => path).sort((one, other) => other.length - one.length);
  const drawn = [...paths[0].matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [x / width, (1 - y / height) * top]);
  const within = drawn.filter(([x]) => x > 0.41 && x < 0.59).map(([, value]) => Math.round(value));
  return [within.length > 0, ...new Set(within)];
};
console.log('echarts 6.1.0, 2,000 points with a gap: is there a line in the gap, and at which value');
const seen = {};
for (const [sampling, width] of [...['lttb', 'average', 'min', 'max', 'minmax', 'sum'].map((name) => [name, 200]), ['sum', 4000]]) {
  const [line, ...values] = inGap(sampling, width);
  seen[`${sampling} ${width}`] = [line, ...values];
  console.log(' ', `${sampling}, ${width} pixels`.padEnd(22), line ? `a line at ${values.join()}` : 'no line');
}
assert.deepStrictEqual(seen, {
  'lttb 200': [false],
  'average 200': [false],
  'min 200': [false],
  'max 200': [false],
  'minmax 200': [false],
  'sum 200': [true, 0],
  'sum 4000': [false],
});
JS
node run.mjs
