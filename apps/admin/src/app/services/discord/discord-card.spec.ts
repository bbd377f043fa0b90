import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, valueOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { DISCORD, SILENT_DISCORD } from './discord.fixture';

const show = (snapshot: Record<string, unknown> | null) => showCard('discord', snapshot);

describe('DiscordCard', () => {
  beforeEach(prepareBench);

  it('shows channel and webhook', async () => {
    const host = await show(DISCORD);
    expect(valueOf(host, 'Channel')).toBe('#alerts-staging');
    expect(valueOf(host, 'Webhook')).toBe('Envscope staging');
    expect(textOf(host)).toContain('1163948271045382144');
    expect(host.querySelector('a')?.href).toBe(DISCORD.channelUrl);
  });

  it('warns that other environments alert the same channel', async () => {
    expect(textOf((await show(DISCORD)).querySelector('app-notice'))).toBe(
      'This channel also receives notifications from Development.',
    );
  });

  it('names an environment that the console does not know by its key', async () => {
    expect(textOf(await show({ ...DISCORD, sharedWith: ['qa', 'prod'] }))).toContain(
      'receives notifications from qa, Production',
    );
  });

  it('says what has no name, and that the channel is its own', async () => {
    const host = await show(SILENT_DISCORD);
    expect(valueOf(host, 'Channel')).toBe('No label');
    expect(valueOf(host, 'Webhook')).toBe('Unnamed');
    expect(host.querySelector('app-notice')).toBeNull();
    expect(textOf(host)).toContain('This channel receives notifications from this environment only.');
  });
});
