import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, valueOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { SENTRY, SILENT_SENTRY } from './sentry.fixture';

const show = (snapshot: Record<string, unknown> | null) => showCard('sentry', snapshot);

describe('SentryCard', () => {
  beforeEach(prepareBench);

  it('shows the environment, its errors and its stability', async () => {
    const host = await show(SENTRY);
    expect(textOf(host.querySelector('.tag'))).toBe('Sentry environment staging');
    expect(valueOf(host, 'Errors, 1 h')).toBe('42');
    expect(valueOf(host, 'Errors, 24 h')).toBe('318');
    expect(valueOf(host, 'Errors, 14 d')).toBe('5,120');
    expect(valueOf(host, 'Crash-free sessions')).toBe('99.874%');
  });

  it('says that a capped count is a lower bound', async () => {
    expect(valueOf(await show(SENTRY), 'Unresolved')).toBe('100+');
    expect(valueOf(await show({ ...SENTRY, unresolved: { count: 7, isAtLeast: false } }), 'Unresolved')).toBe(
      '7',
    );
  });

  it('links the newest issue and names the latest release', async () => {
    const host = await show(SENTRY);
    expect(host.querySelector('a')?.href).toBe('https://acme.sentry.io/issues/6001/');
    expect(textOf(host)).toContain('shop-api@2.31.0');
  });

  it('takes no sessions for what they are, not for all being well', async () => {
    expect(valueOf(await show(SILENT_SENTRY), 'Crash-free sessions')).toBe('– No sessions no sessions');
  });

  it('says that Sentry does not know the environment, and what it was not asked', async () => {
    const notices = [...(await show(SILENT_SENTRY)).querySelectorAll('app-notice')].map(textOf);
    expect(notices).toEqual([
      'Sentry does not know “stagging”. It knows: production, staging.',
      'Could not be read this time: error counts, sessions',
    ]);
  });

  it('says what an older server lacks, and how many issues make no sense', async () => {
    const host = await show({ ...SENTRY, errors: null, unsupported: ['errors'], leftOut: 2 });
    const [lacking, odd] = [...host.querySelectorAll('app-notice')].map(textOf);
    expect(lacking).toContain('does not offer: error counts');
    expect(lacking).toContain('new issues alone');
    expect(odd).toBe('2 invalid entries left out.');
  });

  it('shows no count that was not read as 0', async () => {
    const host = await show(SILENT_SENTRY);
    expect(valueOf(host, 'Errors, 1 h')).toBe('– This figure could not be read');
    expect(valueOf(host, 'Unresolved')).toBe('– This figure could not be read');
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });

  it('knows the counts of a day while that of the fortnight is missing', async () => {
    const host = await show({ ...SENTRY, errors: { lastHour: 0, last24Hours: 3, last14Days: null } });
    expect(valueOf(host, 'Errors, 1 h')).toBe('0');
    expect(valueOf(host, 'Errors, 14 d')).toBe('– This figure could not be read');
  });
});
