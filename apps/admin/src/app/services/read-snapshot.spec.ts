import { describe, expect, it } from '@jest/globals';
import { DiscordSnapshot } from '@envscope/contracts/index.js';
import { DISCORD } from './discord/discord.fixture';
import { readSnapshot } from './read-snapshot';

describe('readSnapshot', () => {
  it('reads a snapshot of its service', () => {
    expect(readSnapshot(DiscordSnapshot, DISCORD)).toEqual({ snapshot: DISCORD, isMismatch: false });
  });

  it('has none before the first check', () => {
    expect(readSnapshot(DiscordSnapshot, null)).toEqual({ snapshot: null, isMismatch: false });
  });

  it('reports a shape that it does not know', () => {
    expect(readSnapshot(DiscordSnapshot, { channel: 7 })).toEqual({ snapshot: null, isMismatch: true });
  });
});
