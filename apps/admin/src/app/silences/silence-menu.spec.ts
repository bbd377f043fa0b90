import { HttpTestingController } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Mute } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Announcements } from '../resources/announcements';
import { opensDialogs, opensPopovers } from '../testing/person';
import { prepareBench } from '../testing/alert-bench';
import { eventually } from '../testing/eventually';
import { textOf } from '../testing/service-bench';
import { mute } from './mute.fixture';
import { SilenceMark } from './silence-mark';
import { SilenceMenu } from './silence-menu';
import type { SilenceScope } from './silence-scope';

const LIST = 'api/internal/mutes?state=current&limit=200';

@Component({
  imports: [SilenceMark, SilenceMenu],
  template: `
    <app-silence-mark [scope]="scope()" />
    <app-silence-menu name="Redis, Production" [scope]="scope()" />
  `,
})
class Bench {
  readonly scope = signal<SilenceScope>({ environment: 'prod', service: 'redis' });
}

describe('SilenceMenu', () => {
  let fixture: ComponentFixture<Bench>;
  const http = () => TestBed.inject(HttpTestingController);
  const host = () => fixture.nativeElement as HTMLElement;
  const trigger = () => host().querySelector('app-silence-menu button') as HTMLButtonElement;
  const panel = () => host().querySelector('app-silence-panel');
  const choice = (text: string) =>
    eventually(() => [...(panel()?.querySelectorAll('button') ?? [])].find((one) => textOf(one) === text));

  async function show(mutes: Mute[] = []): Promise<void> {
    fixture = TestBed.createComponent(Bench);
    fixture.autoDetectChanges();
    http().expectOne(LIST).flush({ mutes, nextCursor: null });
    await fixture.whenStable();
  }
  async function press(button: HTMLElement): Promise<void> {
    button.click();
    await fixture.whenStable();
  }
  const posted = () => http().expectOne({ method: 'POST', url: 'api/internal/mutes' });

  beforeEach(async () => {
    await prepareBench();
    opensPopovers();
    opensDialogs();
  });

  it('silences with two presses, and says until when in its place and aloud', async () => {
    await show();
    await press(trigger());
    await press(await choice('1 h'));
    const request = posted();
    expect(request.request.body).toMatchObject({
      kind: 'silence',
      scope: { environment: 'prod', service: 'redis', target: null },
      reason: '',
      by: 'Minji',
    });
    const { endsAt } = request.request.body as Mute;
    expect(Date.parse(endsAt ?? '') - Date.now()).toBeGreaterThan(3_590_000);
    request.flush({ ...mute({ endsAt }), warnings: [] });
    await fixture.whenStable();
    expect(textOf(host())).toMatch(/Silenced until \d\d:\d\d/);
    expect(panel()).toBeNull();
    expect(TestBed.inject(Announcements).latest()).toMatch(/^Redis, Production is silenced until/);
    expect(textOf(trigger())).toBe('End silence');
  });

  it('ends it with one press, whoever began it', async () => {
    await show([mute()]);
    await press(trigger());
    const request = http().expectOne('api/internal/mutes/019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4/end');
    expect(request.request.body).toEqual({ by: 'Minji' });
    request.flush(mute({ ended: { by: 'Minji', at: new Date().toISOString() } }));
    await fixture.whenStable();
    expect(textOf(host())).not.toContain('Silenced');
    expect(textOf(trigger())).toBe('Silence');
  });

  it('shows what mutes more than this, and leaves it to end where it was begun', async () => {
    const scope = { environment: 'prod', service: null, target: null };
    await show([mute({ kind: 'maintenance', scope, endsAt: null })]);
    expect(textOf(host().querySelector('app-silence-mark'))).toContain('Maintenance until ended');
    expect(textOf(trigger())).toBe('Silence');
  });

  it('loses nothing where silencing fails, and says why', async () => {
    await show();
    await press(trigger());
    const reason = await eventually(() => panel()?.querySelector('input'));
    reason.value = 'Known, fixed tomorrow';
    reason.dispatchEvent(new Event('input'));
    await press(await choice('4 h'));
    expect(textOf(panel())).toContain('Silencing…');
    const problem = { type: 'about:blank', title: 'x', status: 503, code: 'store-failing', params: {} };
    posted().flush(problem, { status: 503, statusText: 'Service Unavailable' });
    await fixture.whenStable();
    expect(textOf(panel()?.querySelector('app-failure'))).not.toBe('');
    expect(panel()?.querySelector('input')?.value).toBe('Known, fixed tomorrow');
    await press(await choice('4 h'));
    expect(posted().request.body).toMatchObject({ reason: 'Known, fixed tomorrow' });
  });

  it('refuses an own time that has passed before it asks the server', async () => {
    await show();
    await press(trigger());
    await press(await choice('Other time …'));
    const end = await eventually(() => panel()?.querySelector<HTMLInputElement>('[type=datetime-local]'));
    end.value = '2020-01-01T00:00';
    end.form?.requestSubmit();
    await fixture.whenStable();
    expect(textOf(panel())).toContain('Choose a time within the next year.');
    http().expectNone({ method: 'POST', url: 'api/internal/mutes' });
  });

  it('opens again right after it was closed by a key', async () => {
    await show();
    await press(trigger());
    const opened = await eventually(panel);
    (opened as HTMLElement).hidePopover();
    TestBed.tick();
    expect(panel()).toBeNull();
    await press(trigger());
    expect(await eventually(panel)).not.toBeNull();
  });

  it('asks for the name before it opens, where none is known', async () => {
    localStorage.clear();
    await show();
    trigger().click();
    const name = await eventually(() => document.querySelector<HTMLInputElement>('app-name-dialog input'));
    expect(panel()).toBeNull();
    name.value = 'Joon';
    name.form?.requestSubmit();
    await press(await choice('1 h'));
    expect(posted().request.body).toMatchObject({ by: 'Joon' });
  });
});
