import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { appearance } from './environment.settings.js';

const EIGHT = ['dev', 'qa', 'staging', 'perf', 'demo', 'prod', 'eu', 'us'];
const colorsOf = (ids: readonly string[]) => ids.map((id) => appearance(id, ids, {}).color);

/** Where a colour lies in OKLab, in which distances are as people see them (Ottosson 2020). */
function oklab(color: string): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(one: string, other: string): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe('appearance', () => {
  it('distinguishes eight environments', () => {
    const colors = colorsOf(EIGHT);
    const distances = colors.flatMap((one, at) => colors.slice(at + 1).map((other) => distance(one, other)));
    expect(Math.min(...distances)).toBeGreaterThan(0.15);
  });

  it('has no colour near that of a state, in either theme', () => {
    const tokens = readFileSync(
      resolve(import.meta.dirname, '../../../apps/admin/src/styles/_tokens.scss'),
      'utf8',
    );
    const states = [...tokens.matchAll(/--state-\w+: (#[0-9a-f]{6})/g)].map(([, color = '']) => color);
    expect(states.length).toBeGreaterThanOrEqual(8);
    const distances = colorsOf(EIGHT).flatMap((color) => states.map((state) => distance(color, state)));
    expect(Math.min(...distances)).toBeGreaterThan(0.1);
  });

  it('keeps the name and the colour that settings say', () => {
    const values = { ENVIRONMENT_NAME: 'Live', ENVIRONMENT_COLOR: '#123456' };
    expect(appearance('prod', ['prod'], values)).toEqual({
      name: { ko: 'Live', en: 'Live' },
      color: '#123456',
    });
  });
});
