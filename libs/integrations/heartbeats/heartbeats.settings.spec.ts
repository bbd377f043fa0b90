import { describe, expect, it } from '@jest/globals';
import { heartbeatsSection } from './heartbeats.settings.js';

const TOKEN = 'a'.repeat(24);
const OTHER = 'b'.repeat(24);

const read = (text: string) => heartbeatsSection.variables['HEARTBEATS']?.schema.safeParse(text);

function compose(text: string, file?: object) {
  const { schema } = heartbeatsSection.file ?? {};
  return heartbeatsSection.compose(
    { HEARTBEATS: read(text)?.data },
    'prod',
    file && schema?.parse({ prod: file }),
  );
}

describe('settings of heartbeats', () => {
  it('read jobs with their tokens, two while one is being replaced', () => {
    const { jobs } = compose(`backup=${TOKEN}|${OTHER},\nreport 2=${'c'.repeat(24)}`);
    expect(jobs.map(({ name, tokens }) => [name, tokens.length])).toEqual([
      ['backup', 2],
      ['report 2', 1],
    ]);
    expect(heartbeatsSection.secrets?.({ jobs })).toEqual([TOKEN, OTHER, 'c'.repeat(24)]);
  });

  it('have no token in what may be shown', () => {
    const settings = compose(`backup=${TOKEN}`, { backup: { cron: '0 2 * * *', timeZone: 'Asia/Seoul' } });
    const description = heartbeatsSection.describe(settings);
    expect(description.settings).toEqual({ jobs: ['backup'] });
  });

  it('expect a run each day where nothing else is said', () => {
    expect(compose(`backup=${TOKEN}`).jobs).toMatchObject([
      { everyMs: 86_400_000, graceMs: 3_600_000, timeoutMs: 3_600_000 },
    ]);
  });

  it('give a frequent job less grace', () => {
    expect(compose(`sync=${TOKEN}`, { sync: { cron: '*/5 * * * *' } }).jobs).toMatchObject([
      { graceMs: 60_000, timeoutMs: 300_000, timeZone: 'UTC' },
    ]);
    expect(
      compose(`sync=${TOKEN}`, { sync: { every: '2h', grace: '90s', timeout: '3h' } }).jobs,
    ).toMatchObject([{ everyMs: 7_200_000, graceMs: 90_000, timeoutMs: 10_800_000 }]);
  });

  it.each([
    { text: '', fault: 'at least one' },
    { text: `=${TOKEN}`, fault: 'pair 1 needs a name' },
    { text: 'backup=short', fault: 'pair 1 needs a token' },
    // As it stands in the pages, to be copied.
    {
      text: heartbeatsSection.variables['HEARTBEATS']?.example ?? '',
      fault: 'pair 1 has the token of the example',
    },
    { text: `backup=${TOKEN}|`, fault: 'pair 1 needs a token' },
    { text: `backup=${TOKEN},backup=${OTHER}`, fault: 'same name' },
    { text: `backup=${TOKEN},other=${TOKEN}`, fault: 'same token' },
  ])('refuse $text', ({ text, fault }) => {
    const message =
      read(text)
        ?.error?.issues.map((issue) => issue.message)
        .join() ?? '';
    expect(message).toContain(fault);
    expect(message).not.toContain(TOKEN);
    expect(message).not.toContain('short');
  });

  it.each([
    { options: { cron: '0 2 * * *', every: '1d' }, fault: 'excludes' },
    { options: { every: '1d', timeZone: 'Asia/Seoul' }, fault: 'is of use with' },
    { options: { cron: '0 2 * *' }, fault: 'five fields' },
    { options: { cron: '0 2 * * *', timeZone: 'Mars' }, fault: 'time zone that does not exist' },
    { options: { every: '1 day' }, fault: 'whole number with its unit' },
    { options: { every: '400d' }, fault: 'a year at most' },
    { options: { period: '1d' }, fault: 'period' },
  ])('refuse $options', ({ options, fault }) => {
    expect(() => compose(`backup=${TOKEN}`, { backup: options })).toThrow(fault);
  });

  it('refuse options for a job that nobody named', () => {
    expect(() => compose(`backup=${TOKEN}`, { other: {} })).toThrow(
      'a job that HEARTBEATS_PROD does not name',
    );
  });
});
