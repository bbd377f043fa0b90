import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, rowsOf, textOf, valueOf } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { SENTRY, SILENT_SENTRY } from './sentry.fixture';

const show = (snapshot: Record<string, unknown> | null) => showDetail('sentry', snapshot);

const titlesOf = (host: HTMLElement) => rowsOf(host).map(([title]) => title?.split(' ')[0]);

describe('SentryDetail', () => {
  beforeEach(prepareBench);

  it('lists the newest and the most frequent issues with links, each once', async () => {
    const host = await show(SENTRY);
    expect(titlesOf(host)).toEqual(['TypeError:', 'MongoServerSelectionError:', 'Slow']);
    expect(host.querySelector<HTMLAnchorElement>('tbody a')?.href).toBe(
      'https://acme.sentry.io/issues/6001/',
    );
  });

  it('marks new issues', async () => {
    const [first, second] = rowsOf(await show(SENTRY));
    expect(first?.[0]).toContain('New');
    expect(second?.[0]).not.toContain('New');
  });

  it('says what the bars of hours show', async () => {
    const label = (await show(SENTRY)).querySelector('app-bars [role=img]')?.getAttribute('aria-label');
    expect(label).toMatch(/^Errors per hour: 236 in 24 hours, peak 33 at /);
  });

  it('shows release and deploy', async () => {
    const host = await show(SENTRY);
    expect(valueOf(host, 'Latest release')).toMatch(/^shop-api@2.31.0 .* 2 new issues$/);
    expect(valueOf(host, 'Latest deploy')).toContain('staging-812');
  });

  it('says what there is not', async () => {
    const host = await show(SILENT_SENTRY);
    expect(valueOf(host, 'Latest release')).toBe('– No release yet');
    expect(valueOf(host, 'Crash-free users')).toBe('– No sessions');
    expect(host.querySelector('app-bars')).toBeNull();
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });
});
