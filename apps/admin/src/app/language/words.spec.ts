import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { provideWords } from './provide-words';
import { Words } from './words';

const NOW = Date.parse('2026-11-23T06:00:00.000Z');
const before = (seconds: number) => new Date(NOW - seconds * 1_000).toISOString();

describe('Words', () => {
  let words: Words;

  beforeEach(async () => {
    localStorage.clear();
    TestBed.configureTestingModule({ providers: [provideWords()] });
    words = TestBed.inject(Words);
    await words.speak('en');
  });

  it('says a text with its placeholders filled', () => {
    expect(words.say('shell.alerting.openCount', { count: 1 })).toBe('1 open incident');
  });

  it('speaks another language from one moment to the next, and remembers it', async () => {
    await words.speak('ko');
    expect(words.status('down')).toBe('장애');
    expect(words.name({ ko: '개발', en: 'Development' })).toBe('개발');
    TestBed.tick();
    expect(document.documentElement.lang).toBe('ko');
    expect(localStorage.getItem('envscope.language')).toBe('ko');
  });

  it('says what only some pages need once it is loaded, and goes on to after a change of language', async () => {
    await words.loadPart('incidents');
    expect(words.say('incidents.detail.back')).toBe('All incidents');
    await words.speak('ko');
    expect(words.say('incidents.detail.back')).toBe('모든 인시던트');
    expect(words.status('down')).toBe('장애');
  });

  it('does not compile for a key that does not exist', () => {
    // @ts-expect-error no such key
    const say = (): string => words.say('shell.status.fine');
    expect(say).toBeInstanceOf(Function);
  });

  it('says a reason with its values as the language writes them', () => {
    const reason = { code: 'rate-limited', params: { untilAt: '2026-11-23T06:10:00.000Z' } } as const;
    expect(words.reason(reason)).toMatch(/^Rate limited by the vendor until Nov 23, \d\d:10$/);
    expect(words.reason({ code: 'rate-limited', params: {} })).toBe('Rate limited by the vendor');
  });

  it('spells out a measurement that it has no word for', () => {
    expect(words.measurement('latencyMs')).toBe('Response time');
    expect(words.measurement('replayBufferBytes')).toBe('Replay buffer');
  });

  it('writes a measured figure with the unit that ends its name', () => {
    expect(words.measured('lagMs', 1_500)).toBe('1.5 sec');
    expect(words.measured('heapBytes', 2_048)).toBe('2 kB');
    expect(words.measured('connections', 1_234)).toBe('1,234');
  });

  it.each([
    { seconds: -30, text: '0s ago' },
    { seconds: 5, text: '5s ago' },
    { seconds: 60, text: '1m ago' },
    { seconds: 3_599, text: '59m ago' },
    { seconds: 7_300, text: '2h ago' },
    { seconds: 200_000, text: '2d ago' },
  ])('shows how long ago something was: $text', ({ seconds, text }) => {
    expect(words.ago(before(seconds), NOW)).toBe(text);
  });
});
