import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Incident } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../../../api/api';
import { Configuration } from '../../../configuration/configuration';
import { provideWords } from '../../../language/provide-words';
import { Words } from '../../../language/words';
import { opensDialogs, remembersPerson } from '../../../testing/person';
import { textOf } from '../../../testing/service-bench';
import { IncidentActions } from './incident-actions';
import { incident } from '../incident.fixture';
import { eventually } from '../../../testing/eventually';

describe('IncidentActions', () => {
  let server: HttpTestingController;
  let fixture: ComponentFixture<IncidentActions>;
  let acted: number;

  const host = () => fixture.nativeElement as HTMLElement;
  const button = (name: string) => [...host().querySelectorAll('button')].find((one) => textOf(one) === name);
  const press = async (name: string) => {
    button(name)?.click();
    await fixture.whenStable();
  };
  const write = async (selector: 'textarea', text: string) => {
    const control = host().querySelector(selector);
    if (!control) throw new Error(`No ${selector}`);
    control.value = text;
    control.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };

  async function show(changes: Partial<Incident> = {}): Promise<Incident> {
    const shown = incident(changes);
    fixture = TestBed.createComponent(IncidentActions);
    fixture.componentRef.setInput('incident', shown);
    acted = 0;
    fixture.componentInstance.acted.subscribe(() => (acted += 1));
    await fixture.whenStable();
    return shown;
  }

  beforeEach(async () => {
    localStorage.clear();
    remembersPerson('Minji');
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideWords(),
        { provide: Configuration, useValue: { nameOf: () => 'Production' } },
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    const words = TestBed.inject(Words);
    await Promise.all([words.loadPart('incidents'), words.loadPart('forms')]);
    server = TestBed.inject(HttpTestingController);
  });

  it('acknowledges in the person’s name, with a note', async () => {
    const { id } = await show();
    await write('textarea', ' On it ');
    await press('Acknowledge with note');
    const request = server.expectOne(API.acknowledgement(id));
    expect(request.request.body).toEqual({ by: 'Minji', note: 'On it' });
    request.flush(incident());
    await fixture.whenStable();
    expect(acted).toBe(1);
    expect(host().querySelector('textarea')?.value).toBe('');
  });

  it('leaves the end of the console’s own to the console', async () => {
    await show({ environment: '@console', service: 'console' });
    expect([...host().querySelectorAll('button')].map(textOf)).toEqual(['Acknowledge with note', 'Comment']);
    expect(textOf(host())).toContain('It resolves itself');
  });

  it('asks for the name before anything is done, and does nothing where none is given', async () => {
    localStorage.clear();
    opensDialogs();
    await show();
    await write('textarea', 'On it');
    await press('Acknowledge with note');
    const dialog = await eventually(() => document.querySelector('dialog'));
    server.expectNone(() => true);
    dialog.close();
    await fixture.whenStable();
    server.expectNone(() => true);
    expect(button('Acknowledge with note')?.disabled).toBe(false);
  });

  it('comments only with words', async () => {
    const { id } = await show({ acknowledgement: { by: 'Minji', note: '', at: '2026-11-23T06:00:00.000Z' } });
    expect(button('Acknowledge with note')).toBeUndefined();
    await write('textarea', '   ');
    expect(button('Comment')?.disabled).toBe(true);
    await write('textarea', 'The host is out of memory');
    await press('Comment');
    server.expectOne(API.comments(id)).flush(incident());
  });

  it('asks once more before it resolves by hand', async () => {
    const { id } = await show();
    await press('Resolve manually…');
    server.expectNone(() => true);
    await press('Yes, resolve');
    server.expectOne(API.resolution(id)).flush(incident());
  });

  it('says who was faster, keeps the note, and has the incident read anew', async () => {
    const { id } = await show();
    await write('textarea', 'On it');
    await press('Acknowledge with note');
    server.expectOne(API.acknowledgement(id)).flush(
      {
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        code: 'already-acknowledged',
        params: { by: 'Minji' },
      },
      { status: 409, statusText: 'Conflict' },
    );
    await fixture.whenStable();
    expect(textOf(host().querySelector('app-notice'))).toBe('Already acknowledged by Minji.');
    expect(host().querySelector('textarea')?.value).toBe('On it');
    expect(acted).toBe(1);
  });
});
