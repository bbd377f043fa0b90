import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LanguageChoice } from './language/language-choice';
import { CurrentPerson } from './person/current-person';
import { opensDialogs } from './testing/person';
import { ThemeChoice } from './shell/theme';
import { eventually } from './testing/eventually';
import { provideWords } from './language/provide-words';

/** What browsers keep since the first console: neither the names nor the values may change without reading these. */
const KEPT = { 'envscope.name': 'Minji', 'envscope.language': 'ko', 'envscope.theme': 'dark' };

const BEFORE_PAINT = '../../public/before-paint.js';
let visits = 0;

/** What the page does first. */
async function visit(): Promise<void> {
  await import(`${BEFORE_PAINT}?${++visits}`);
}

describe('What a browser remembers', () => {
  beforeEach(() => {
    Object.entries(KEPT).forEach(([name, value]) => localStorage.setItem(name, value));
  });
  afterEach(() => localStorage.clear());

  it('is read as earlier consoles wrote it', async () => {
    await visit();
    expect(TestBed.inject(CurrentPerson).name()).toBe('Minji');
    expect(TestBed.inject(LanguageChoice).language()).toBe('ko');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('is written so that an earlier console reads it', async () => {
    localStorage.clear();
    opensDialogs();
    TestBed.configureTestingModule({ providers: [provideWords()] });
    const asked = TestBed.inject(CurrentPerson).ask();
    const field = await eventually(() => document.querySelector<HTMLInputElement>('app-name-dialog input'));
    field.value = 'Minji';
    field.form?.requestSubmit();
    await asked;
    TestBed.inject(LanguageChoice).remember('ko');
    TestBed.inject(ThemeChoice).choose('dark');
    expect({ ...localStorage }).toEqual(KEPT);
  });

  it('says nothing where it is of no use any more', async () => {
    localStorage.setItem('envscope.language', 'tlh');
    localStorage.setItem('envscope.theme', 'sepia');
    await visit();
    expect(TestBed.inject(LanguageChoice).language()).toBe('en');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('system');
  });
});
