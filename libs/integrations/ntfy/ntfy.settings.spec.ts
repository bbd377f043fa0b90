import { describe, expect, it } from '@jest/globals';
import { readSettings, type Settings } from '@envscope/settings/settings.js';
import { SettingsError } from '@envscope/settings/problems.js';
import type { NtfySettings } from './ntfy.settings.js';

const read = (variables: Record<string, string>): Settings =>
  readSettings({ variables: { ENVIRONMENTS: 'dev', ...variables }, namesInFiles: [], files: {} });
const sectionOf = (variables: Record<string, string>) => {
  const section = read(variables).environments[0]?.channels.find(({ kind }) => kind === 'ntfy');
  if (section?.state !== 'configured') throw new Error('ntfy is not configured');
  return { ...section, settings: section.settings as NtfySettings };
};
const problemsOf = (variables: Record<string, string>): string => {
  try {
    read(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return '';
};

describe('ntfySection', () => {
  it.each([
    ['https://ntfy.sh/a-topic', 'https://ntfy.sh', 'a-topic'],
    ['https://ntfy.example.com:8443/a-topic/', 'https://ntfy.example.com:8443', 'a-topic'],
    ['https://ops.example.com/push/ntfy/a-topic', 'https://ops.example.com/push/ntfy', 'a-topic'],
    ['http://127.0.0.1:4100/ntfy/a-topic', 'http://127.0.0.1:4100/ntfy', 'a-topic'],
  ])('takes %s apart', (url, serverUrl, topic) => {
    expect(sectionOf({ NTFY_URL_DEV: url }).settings.address).toEqual({ serverUrl, topic });
  });

  it.each([
    'https://ntfy.sh',
    'https://ntfy.sh/a b',
    'https://ntfy.sh/a-topic?auth=hunter2hunter2',
    'http://ntfy.example.com/hunter2hunter2',
    'https://eve:hunter2hunter2@ntfy.sh/a-topic',
    `https://ntfy.sh/${'x'.repeat(65)}`,
    'hunter2hunter2',
  ])('refuses %s, and repeats none of it', (url) => {
    const problems = problemsOf({ NTFY_URL_DEV: url });
    expect(problems).toContain('NTFY_URL_DEV: must be a topic');
    expect(problems).not.toContain('hunter2');
  });

  it('keeps topics and tokens among the secrets, and shows neither', () => {
    const token = `tk_${'a1'.repeat(14)}b`;
    const variables = {
      NTFY_URL_DEV: 'https://ntfy.sh/topic-of-dev',
      NTFY_TOKEN_DEV: token,
      NTFY_ROUTES_DEV: 'critical=https://ntfy.example.com/topic-of-oncall',
    };
    const hidden = ['topic-of-dev', 'topic-of-oncall', token];
    expect(read(variables).secrets).toEqual(expect.arrayContaining(hidden));
    const { description } = sectionOf(variables);
    expect(description).toEqual({
      settings: { server: 'ntfy.sh', hasToken: true, routes: ['critical'] },
      vendorUrl: null,
      addresses: ['ntfy.sh:443', 'ntfy.example.com:443'],
      calls: [{ origin: 'https://ntfy.sh' }, { origin: 'https://ntfy.example.com' }],
    });
  });

  it('serves environments without their own by a topic that all share', () => {
    expect(sectionOf({ NTFY_URL: 'https://ntfy.sh/a-topic' }).credential).toBe('shared');
  });
});
