import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatDuration, formatMoment, formatNamed, formatRatio, formatTime } from './format.js';

describe('format', () => {
  it.each([
    { ms: 0, en: '0 ms', ko: '0ms' },
    { ms: 0.44, en: '0.4 ms', ko: '0.4ms' },
    { ms: 7, en: '7 ms', ko: '7ms' },
    { ms: 230.4, en: '230 ms', ko: '230ms' },
    { ms: 2_340, en: '2.3 sec', ko: '2.3초' },
    { ms: 59_999, en: '60 sec', ko: '60초' },
    { ms: 250_000, en: '4m 10s', ko: '4분 10초' },
    { ms: 11_520_000, en: '3h 12m', ko: '3시간 12분' },
    { ms: 439_200_000, en: '5d 2h', ko: '5일 2시간' },
  ])('writes $ms ms as its two largest units', ({ ms, en, ko }) => {
    expect(formatDuration('en', ms)).toBe(en);
    expect(formatDuration('ko', ms)).toBe(ko);
  });

  it.each([
    { ratio: 0, written: '0%' },
    { ratio: 0.1234, written: '12.3%' },
    { ratio: 0.99987, written: '99.987%' },
    { ratio: 0.999_999_9, written: '99.999%' },
    { ratio: 1, written: '100%' },
  ])('writes the share $ratio without rounding it up to all', ({ ratio, written }) => {
    expect(formatRatio('en', ratio)).toBe(written);
  });

  it.each([
    { bytes: 0, written: '0B' },
    { bytes: 512, written: '512B' },
    { bytes: 1_536, written: '1.5 kB' },
    { bytes: 512 * 1024 ** 2, written: '512 MB' },
    { bytes: 5.25 * 1024 ** 4, written: '5.3 TB' },
    { bytes: 3_000 * 1024 ** 4, written: '3,000 TB' },
  ])('writes $bytes bytes in units of 1024', ({ bytes, written }) => {
    expect(formatBytes('en', bytes)).toBe(written);
  });

  it('writes times by 24 hours in both languages, the whole of one with its zone', () => {
    const [at, zone] = ['2026-11-23T06:02:08.000Z', /(?:UTC|GMT|[A-Z]{2,5})/.source];
    expect(formatMoment('en', at)).toMatch(new RegExp(`^Nov 2[23], 2026, \\d\\d:\\d\\d:08 ${zone}`));
    expect(formatMoment('ko', at)).toMatch(new RegExp(`^2026년 11월 2[23]일 \\d\\d:\\d\\d:08 ${zone}`));
    expect(formatTime('ko', at, '2-digit')).toMatch(/^\d\d:\d\d:08$/);
    expect(formatTime('en', at)).toMatch(/^\d\d:\d\d$/);
  });

  it.each([
    { name: 'limitMs', value: 10_000, written: '10 sec' },
    { name: 'usedRatio', value: 0.912, written: '91.2%' },
    { name: 'dataBytes', value: 1_024, written: '1 kB' },
    { name: 'httpStatus', value: 1_404, written: '1404' },
    { name: 'evictedPerMinute', value: 12.3456, written: '12.3' },
    { name: 'untilAt', value: '2026-11-23T06:32:00.000Z', written: /^Nov 23, \d\d:\d\d$/ },
    { name: 'host', value: 'db-1', written: 'db-1' },
  ])('reads the format of $name from its ending', ({ name, value, written }) => {
    expect(formatNamed('en', name, value)).toEqual(
      typeof written === 'string' ? written : expect.stringMatching(written),
    );
  });
});
