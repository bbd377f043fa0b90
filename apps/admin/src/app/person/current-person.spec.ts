import { ApplicationInitStatus } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { lastValueFrom, of } from 'rxjs';
import { provideWords } from '../language/provide-words';
import { eventually } from '../testing/eventually';
import { textOf } from '../testing/service-bench';
import { CurrentPerson } from './current-person';
import { opensDialogs, remembersPerson } from '../testing/person';

describe('CurrentPerson', () => {
  const dialog = () => eventually(() => document.querySelector<HTMLDialogElement>('app-name-dialog dialog'));
  const answer = async (name: string) => {
    const field = (await dialog()).querySelector('input');
    if (!field) throw new Error('No field');
    field.value = name;
    field.form?.requestSubmit();
    TestBed.tick();
  };

  beforeEach(async () => {
    localStorage.clear();
    opensDialogs();
    TestBed.configureTestingModule({ providers: [provideWords()] });
    await TestBed.inject(ApplicationInitStatus).donePromise;
  });

  it('is asked for the name once, and is remembered', async () => {
    const person = TestBed.inject(CurrentPerson);
    const first = person.identify();
    const second = person.identify();
    await answer(' Minji ');
    expect(await Promise.all([first, second])).toEqual(['Minji', 'Minji']);
    expect(document.querySelector('app-name-dialog')).toBeNull();
    expect(await person.identify()).toBe('Minji');
    expect(person.name()).toBe('Minji');
  });

  it('keeps the question until the name is one, and says what is wrong', async () => {
    const person = TestBed.inject(CurrentPerson);
    const asked = person.identify();
    await answer('  ');
    expect(textOf(await dialog())).toContain('Enter a name of at most 80 characters.');
    expect((await dialog()).open).toBe(true);
    await answer('Joon');
    expect(await asked).toBe('Joon');
  });

  it('changes the name that is known, which the question begins with', async () => {
    remembersPerson('Minji');
    const person = TestBed.inject(CurrentPerson);
    const asked = person.ask();
    expect((await dialog()).querySelector('input')?.value).toBe('Minji');
    await answer('Joon');
    await asked;
    expect(person.name()).toBe('Joon');
  });

  it('lets nothing be done where no name is given, and what was known stay', async () => {
    const person = TestBed.inject(CurrentPerson);
    const sent: string[] = [];
    const done = lastValueFrom(
      person.act((by) => of(sent.push(by))),
      { defaultValue: null },
    );
    (await dialog()).close();
    expect(await done).toBeNull();
    expect([sent, person.name()]).toEqual([[], '']);
  });
});
