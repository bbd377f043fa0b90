import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OwnName } from './alerts/own-name';
import { LanguageChoice } from './language/language-choice';
import { ThemeChoice } from './shell/theme';

/** What browsers keep since the first console: neither the names nor the values may change without reading these. */
const KEPT = { 'envscope.name': 'Minji', 'envscope.language': 'ko', 'envscope.theme': 'dark' };

describe('What a browser remembers', () => {
  beforeEach(() => {
    Object.entries(KEPT).forEach(([name, value]) => localStorage.setItem(name, value));
  });
  afterEach(() => localStorage.clear());

  it('is read as earlier consoles wrote it', () => {
    expect(TestBed.inject(OwnName).name()).toBe('Minji');
    expect(TestBed.inject(LanguageChoice).language()).toBe('ko');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('is written so that an earlier console reads it', () => {
    localStorage.clear();
    TestBed.inject(OwnName).remember('Minji');
    TestBed.inject(LanguageChoice).remember('ko');
    TestBed.inject(ThemeChoice).choose('dark');
    expect({ ...localStorage }).toEqual(KEPT);
  });

  it('says nothing where it is of no use any more', () => {
    localStorage.setItem('envscope.language', 'tlh');
    localStorage.setItem('envscope.theme', 'sepia');
    expect(TestBed.inject(LanguageChoice).language()).toBe('en');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('system');
  });
});
