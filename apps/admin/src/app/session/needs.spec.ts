import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationInitStatus, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Grant } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../api/api';
import { Configuration } from '../configuration/configuration';
import { provideWords } from '../language/provide-words';
import { Announcements } from '../resources/announcements';
import { opensPopovers } from '../testing/person';
import { Button } from '../ui/buttons/button';
import { ConfirmButton } from '../ui/buttons/confirm-button';
import { Switch } from '../ui/forms/switch';
import { Needs } from './needs';
import type { Place } from './place';
import { Session } from './session';
import { sessionView } from './session.fixture';

const NAMES: Readonly<Record<string, string>> = { staging: 'Staging', prod: 'Production' };

@Component({
  imports: [Button, ConfirmButton, Needs, Switch],
  template: `
    <button appButton id="button" appNeeds="mutes:write" [appNeedsIn]="place()" (click)="press()">
      Silence
    </button>
    <app-confirm-button
      appNeeds="mutes:write"
      label="End"
      question="End?"
      action="End"
      refusal="Keep"
      [appNeedsIn]="place()"
      (confirmed)="press()"
    />
    <app-switch appNeeds="mutes:write" label="On" [appNeedsIn]="place()" [isOn]="false" (turned)="press()" />
  `,
})
class Buttons {
  readonly place = signal<Place>('prod');
  presses = 0;

  press(): void {
    this.presses += 1;
  }
}

describe('Needs', () => {
  let fixture: ComponentFixture<Buttons>;

  const buttons = () => [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];

  async function signIn(grants: readonly Grant[], place: Place = 'prod'): Promise<void> {
    TestBed.inject(Session).begin();
    TestBed.tick();
    TestBed.inject(HttpTestingController).expectOne(API.session).flush(sessionView(grants));
    fixture.componentInstance.place.set(place);
    await fixture.whenStable();
  }

  beforeEach(async () => {
    opensPopovers();
    TestBed.configureTestingModule({
      providers: [
        provideWords(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Configuration, useValue: { nameOf: (id: string) => NAMES[id] ?? id } },
      ],
    });
    await TestBed.inject(ApplicationInitStatus).donePromise;
    fixture = TestBed.createComponent(Buttons);
    await fixture.whenStable();
  });

  it('lets everything be pressed before it is known who is signed in', () => {
    expect(buttons().map((button) => button.ariaDisabled)).toEqual([null, null, null]);
    buttons()[0]?.click();
    expect(fixture.componentInstance.presses).toBe(1);
  });

  it('keeps buttons in reach, says what is missing, and has them do nothing', async () => {
    await signIn([{ role: 'viewer', environment: null }]);
    for (const button of buttons()) {
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.getAttribute('aria-description')).toBe('Needs the role operator in Production');
      expect(button.disabled).toBe(false);
      button.click();
    }
    await fixture.whenStable();
    expect(fixture.componentInstance.presses).toBe(0);
    expect(buttons()).toHaveLength(3);
    expect(TestBed.inject(Announcements).latest().trim()).toBe('Needs the role operator in Production');
  });

  it.each<{ story: string; grants: Grant[]; place: Place; reason: string | null }>([
    {
      story: 'a role in the environment',
      grants: [{ role: 'operator', environment: 'prod' }],
      place: 'prod',
      reason: null,
    },
    {
      story: 'a role in each of several environments',
      grants: [{ role: 'operator', environment: 'prod' }],
      place: ['prod', 'staging'],
      reason: 'Needs the role operator in Staging',
    },
    {
      story: 'a role in all environments, for what concerns the console',
      grants: [{ role: 'admin', environment: 'prod' }],
      place: null,
      reason: 'Needs the role operator in all environments',
    },
    {
      story: 'a role anywhere, where the place is yet to be chosen',
      grants: [{ role: 'admin', environment: 'prod' }],
      place: undefined,
      reason: null,
    },
  ])('takes $story', async ({ grants, place, reason }) => {
    await signIn(grants, place);
    expect(buttons()[0]?.getAttribute('aria-description')).toBe(reason);
  });
});
