import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Announcements } from '../../resources/announcements';
import { prepareBench } from '../../testing/alert-bench';
import { textOf } from '../../testing/service-bench';
import { AcknowledgeButton } from './acknowledge-button';
import { incident } from './incident.fixture';

const URL = 'api/internal/incidents/01998a00-0000-7000-8000-000000000001/acknowledgement';
const ACKNOWLEDGEMENT = { by: 'Joon', note: '', at: '2026-11-23T06:00:00.000Z' };

describe('AcknowledgeButton', () => {
  let fixture: ComponentFixture<AcknowledgeButton>;
  let acted: number;
  const host = () => fixture.nativeElement as HTMLElement;
  const button = () => host().querySelector('button');
  const http = () => TestBed.inject(HttpTestingController);

  async function show(changes = {}): Promise<void> {
    fixture = TestBed.createComponent(AcknowledgeButton);
    document.body.append(host());
    fixture.componentRef.setInput('incident', incident(changes));
    fixture.componentRef.setInput('name', 'Redis, Production');
    acted = 0;
    fixture.componentInstance.acted.subscribe(() => (acted += 1));
    await fixture.whenStable();
  }
  async function press(): Promise<void> {
    button()?.focus();
    button()?.click();
    await fixture.whenStable();
  }

  beforeEach(() => prepareBench());

  it('acknowledges with one press, confirms it in its place and aloud, and keeps the focus there', async () => {
    await show();
    expect(button()?.getAttribute('aria-label')).toBe('Acknowledge: Redis, Production');
    await press();
    expect(textOf(button())).toBe('Acknowledging…');
    const request = http().expectOne(URL);
    expect(request.request.body).toEqual({ by: 'Minji', note: '' });
    request.flush(incident());
    await fixture.whenStable();
    expect(textOf(host())).toBe('Acknowledged by Minji');
    expect(document.activeElement).toBe(host().querySelector('.by'));
    expect(TestBed.inject(Announcements).latest()).toBe('Acknowledged: Redis, Production');
    expect(acted).toBe(1);
  });

  it('keeps the focus where the list moves the row, once', async () => {
    await show();
    await press();
    http().expectOne(URL).flush(incident());
    await fixture.whenStable();
    document.body.append(host());
    const acknowledged = () => incident({ acknowledgement: { ...ACKNOWLEDGEMENT, by: 'Minji' } });
    (document.activeElement as HTMLElement).blur();
    fixture.componentRef.setInput('incident', acknowledged());
    await fixture.whenStable();
    expect(document.activeElement).toBe(host().querySelector('.by'));
    (document.activeElement as HTMLElement).blur();
    fixture.componentRef.setInput('incident', acknowledged());
    await fixture.whenStable();
    expect(document.activeElement).toBe(document.body);
  });

  it('sends one request, however often it is pressed meanwhile', async () => {
    await show();
    await press();
    await press();
    http().expectOne(URL);
  });

  it('says who was faster, and has the incident read anew', async () => {
    await show();
    await press();
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 409,
      code: 'already-acknowledged',
      params: { by: 'Joon' },
    };
    http().expectOne(URL).flush(problem, { status: 409, statusText: 'Conflict' });
    await fixture.whenStable();
    expect(textOf(host().querySelector('.failure'))).toBe('Already acknowledged by Joon.');
    expect([acted, document.activeElement === button()]).toEqual([1, true]);
  });

  it('says who acknowledged it, and offers nothing of what is over', async () => {
    await show({ acknowledgement: ACKNOWLEDGEMENT });
    expect(textOf(host())).toBe('Acknowledged by Joon');
    await show({ resolvedAt: '2026-11-23T07:00:00.000Z' });
    expect(button()).toBeNull();
  });
});
