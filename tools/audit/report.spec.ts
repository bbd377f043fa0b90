import { describe, expect, it } from '@jest/globals';
import { reportOf } from './report.ts';

const hole = (name: string, severity: string, fixAvailable: unknown = false) => ({
  ...{ name, severity, range: '<2.0.0', fixAvailable },
  via: [{ title: 'Reads past its end', url: 'https://example.com/1' }, 'other'],
});

describe('the report of known holes', () => {
  it('lists them, the worst first, with their cures', () => {
    const vulnerabilities = {
      a: hole('a', 'low', true),
      b: hole('b', 'critical', { name: 'c', version: '2.1.0' }),
    };
    expect(reportOf(JSON.stringify({ vulnerabilities }))).toEqual({
      code: 1,
      text: [
        '2 packages have known holes:',
        '  critical: b <2.0.0: Reads past its end (https://example.com/1); by other; fixed by c 2.1.0',
        '  low: a <2.0.0: Reads past its end (https://example.com/1); by other; fixed by npm audit fix',
      ].join('\n'),
    });
  });

  it('says so where there are none', () => {
    expect(reportOf('{"vulnerabilities":{}}')).toMatchObject({ code: 0 });
  });

  it.each(['', '{"error":{"code":"ENOAUDIT"}}', '<html>'])(
    'takes no answer for none, and never for a good one: %j',
    (output) => {
      expect(reportOf(output)).toMatchObject({ code: 2, text: expect.stringContaining('Nobody knows') });
    },
  );
});
