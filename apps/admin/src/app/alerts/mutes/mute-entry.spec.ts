import { MuteDraft } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { toLocal } from '../../ui/forms/local-moment';
import { draftOf, faultsOf, lengthsOf, type MuteEntry } from './mute-entry';

const NOW = Date.parse('2026-11-23T06:00:00.000Z');
const inMinutes = (minutes: number) => toLocal(NOW + minutes * 60_000);
const instant = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

const entry = (changes: Partial<MuteEntry> = {}): MuteEntry => ({
  kind: 'maintenance',
  environment: 'prod',
  service: '',
  target: '',
  start: 'now',
  startsAt: '',
  length: '30',
  endsAt: '',
  reason: 'Deployment',
  ...changes,
});

describe('draftOf', () => {
  it.each<{ story: string; given: Partial<MuteEntry>; startsAt: string | null; endsAt: string | null }>([
    { story: 'begins now and lasts half an hour', given: {}, startsAt: null, endsAt: instant(30) },
    { story: 'lasts until it is ended', given: { length: 'open' }, startsAt: null, endsAt: null },
    {
      story: 'lasts two hours from a later beginning',
      given: { start: 'later', startsAt: inMinutes(60), length: '120' },
      startsAt: instant(60),
      endsAt: instant(180),
    },
    {
      story: 'lasts until a moment',
      given: { length: 'until', endsAt: inMinutes(15) },
      startsAt: null,
      endsAt: instant(15),
    },
  ])('$story', ({ given, startsAt, endsAt }) => {
    const draft = draftOf(entry(given), NOW, 'Minji');
    expect(draft).toMatchObject({ startsAt, endsAt });
    expect(MuteDraft.safeParse(draft).success).toBe(true);
  });

  it('mutes what was chosen, and all of it where nothing was', () => {
    expect(draftOf(entry(), NOW, 'Minji').scope).toEqual({
      environment: 'prod',
      service: null,
      target: null,
    });
    expect(draftOf(entry({ service: 'endpoints', target: 'search' }), NOW, 'Minji').scope).toEqual({
      environment: 'prod',
      service: 'endpoints',
      target: 'search',
    });
  });
});

describe('faultsOf', () => {
  it.each<{ story: string; given: Partial<MuteEntry>; startsAt?: string; endsAt?: string }>([
    { story: 'nothing in a preset', given: {} },
    { story: 'a beginning that was not chosen', given: { start: 'later' }, startsAt: 'missing' },
    { story: 'an end that was not chosen', given: { length: 'until' }, endsAt: 'missing' },
    {
      story: 'an end that is now',
      given: { length: 'until', endsAt: inMinutes(0) },
      endsAt: 'in-the-past',
    },
    {
      story: 'an end before the beginning',
      given: { start: 'later', startsAt: inMinutes(60), length: 'until', endsAt: inMinutes(30) },
      endsAt: 'ends-before-it-starts',
    },
    {
      story: 'more than a year',
      given: { length: 'until', endsAt: inMinutes(367 * 1_440) },
      endsAt: 'over-a-year',
    },
    {
      story: 'a beginning in more than a year',
      given: { start: 'later', startsAt: inMinutes(367 * 1_440) },
      startsAt: 'too-far-ahead',
    },
  ])('finds $story', ({ given, startsAt = null, endsAt = null }) => {
    expect(faultsOf(entry(given), NOW)).toEqual({ startsAt, endsAt });
  });
});

describe('lengthsOf', () => {
  it('lets only maintenance go on until it is ended', () => {
    expect(lengthsOf('maintenance')).toContain('open');
    expect(lengthsOf('silence')).not.toContain('open');
  });
});
