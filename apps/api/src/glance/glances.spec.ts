import type { PersonLink } from '@envscope/contracts/index.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { incidentOf } from '@envscope/testing/alerts.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { IncidentLog } from '../incidents/incident-log.js';
import type { Browser } from '../testing/browser.js';
import { GuardedConsole, PASSWORD } from '../testing/guarded-console.js';

describe('a page', () => {
  let guarded: GuardedConsole;
  let owner: Browser;

  beforeAll(async () => {
    guarded = await GuardedConsole.start();
    owner = await guarded.owner();
  });
  afterAll(() => guarded.close());
  afterEach(() => void jest.restoreAllMocks());

  const pageFor = async (browser: Browser, path: string) => {
    const answer = await browser.open(guarded.url + path);
    return { cache: answer.headers.get('cache-control'), status: answer.status, html: await answer.text() };
  };
  /** The keys of everything that a page says the status of. */
  const said = ({ html }: { html: string }) =>
    [
      ...html.matchAll(
        /<li data-status="\w+"><span>(?:<span lang="ko">[^<]*<\/span><span lang="en">)?([\w ]+)/g,
      ),
    ].map(([, name]) => name);

  let viewers = 0;
  async function viewerOf(environment: string): Promise<Browser> {
    viewers += 1;
    const { body } = await owner.post<PersonLink>('/internal/people', {
      name: 'Viewer',
      email: `viewer-${viewers}@example.com`,
      grants: [{ role: 'viewer', environment }],
    });
    const browser = guarded.browser();
    await browser.post('/session/links', { token: body.url?.split('#')[1] ?? '', password: PASSWORD });
    return browser;
  }

  it('says how things stand before its scripts run, to nobody else who shares a cache', async () => {
    const page = await pageFor(owner, '/');
    expect(said(page)).toEqual(['Production', 'Development']);
    expect(page.cache).toBe('private, no-cache');
    expect(said(await pageFor(owner, '/environments/dev'))).toContain('Redis');
    expect((await pageFor(owner, '/environments/dev/services/redis')).html).toContain('<h1>');
  });

  it('says nothing to who is not signed in, at the door, and of what is something else', async () => {
    const paths = ['/', '/environments/dev', '/incidents'];
    for (const path of paths) expect((await pageFor(guarded.browser(), path)).html).not.toContain('glance');
    for (const path of ['/sign-in', '/audit', '/environments/nowhere'])
      expect((await pageFor(owner, path)).html).not.toContain('glance');
  });

  it('says of no environment more than its reader may see', async () => {
    const viewer = await viewerOf('dev');
    expect(said(await pageFor(viewer, '/'))).toEqual(['Development']);
    expect((await pageFor(viewer, '/environments/prod')).html).not.toContain('glance');
  });

  it('says what an incident is about to who may see it, and nothing of one that there is not', async () => {
    const incident = incidentOf({ environment: 'prod' });
    const path = `/incidents/${incident.id}`;
    expect((await pageFor(owner, path)).html).not.toContain('glance');
    jest.spyOn(guarded.console.app.get(AlertReader), 'incident').mockResolvedValue(incident);
    expect((await pageFor(owner, path)).html).toContain('<div class="glance"><header><h1>Redis</h1>');
    expect((await pageFor(await viewerOf('dev'), path)).html).not.toContain('glance');
  });

  it('comes without it where the store fails or takes too long', async () => {
    const log = guarded.console.app.get(IncidentLog);
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const page = jest.spyOn(log, 'page');
    page.mockRejectedValueOnce(new StoreFault('The disk is full'));
    expect(await pageFor(owner, '/')).toMatchObject({
      status: 200,
      html: expect.not.stringContaining('glance'),
    });
    page.mockReturnValueOnce(new Promise(() => undefined));
    expect(await pageFor(owner, '/')).toMatchObject({
      status: 200,
      html: expect.not.stringContaining('glance'),
    });
    expect(logged).not.toHaveBeenCalled();
  });

  it('comes without it where something is broken, which is logged', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    jest.spyOn(guarded.console.app.get(IncidentLog), 'page').mockRejectedValueOnce(new TypeError('broken'));
    expect(await pageFor(owner, '/')).toMatchObject({ status: 200 });
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
