import { describe, expect, it } from '@jest/globals';
import type { Outlook } from '../../libs/contracts/console/outlook.ts';
import { closingLines } from './closing-lines.ts';

const DEMO: Outlook = {
  kind: 'demo',
  real: [],
  dataDir: 'data/demo',
  isNew: true,
  settingsFile: '.env.dev.local',
  url: 'http://127.0.0.1:3000',
};
const linesOf = (outlook: Partial<Outlook>, sandboxUrl?: string) =>
  closingLines({ ...DEMO, ...outlook }, sandboxUrl)
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '));

describe('the closing lines of a start', () => {
  it('are five: whose it is, where, its data, the channels, and what comes next', () => {
    expect(linesOf({}, 'http://127.0.0.1:4100')).toEqual([
      expect.stringMatching(/^Demo every service is the sandbox’s/),
      'Console http://127.0.0.1:3000',
      'Data data/demo',
      expect.stringMatching(/^Discord http:\/\/127\.0\.0\.1:4100\/discord\/channels /),
      expect.stringMatching(/^Next put your own values into \.env\.prod\.local, for example REDIS_URL_PROD=/),
    ]);
  });

  it('name what is real beside the sandbox', () => {
    const lines = linesOf({ kind: 'mixed', real: ['redis (dev)'], dataDir: 'data' }, 'http://127.0.0.1:4100');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('Mixed yours: redis (dev); the others are the sandbox’s');
    expect(lines[4]).toContain('.env.dev.local');
  });

  it.each([
    ['real', ['redis (prod)'], 'Real redis (prod)'],
    ['empty', [], 'Real no service is configured yet'],
  ] as const)('speak of no sandbox where it is %s', (kind, real, first) => {
    const lines = linesOf({ kind, real: [...real], dataDir: 'data', settingsFile: '.env.prod.local' });
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(first);
    expect(lines.join('\n')).not.toMatch(/sandbox|undefined/);
    expect(lines[4]).toContain('.env.prod.local');
  });
});
