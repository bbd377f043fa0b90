import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, describe, it } from '@jest/globals';
import { Button } from './button';

@Component({
  imports: [Button],
  template: `
    <form (submit)="$event.preventDefault(); count('submitted')">
      <button appButton="primary" type="submit" [isBusy]="isBusy()" (click)="count('pressed')">Save</button>
    </form>
  `,
})
class Host {
  readonly isBusy = signal(false);
  readonly counted: string[] = [];

  count(what: string): void {
    this.counted.push(what);
  }
}

describe('Button', () => {
  it('does nothing while what it was pressed for is on its way, says so, and keeps the focus', async () => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const host = fixture.componentInstance;
    const button = (fixture.nativeElement as HTMLElement).querySelector('button');
    button?.focus();
    button?.click();
    expect(host.counted).toEqual(['pressed', 'submitted']);

    host.isBusy.set(true);
    await fixture.whenStable();
    button?.click();
    expect(host.counted).toEqual(['pressed', 'submitted']);
    expect(button?.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);

    host.isBusy.set(false);
    await fixture.whenStable();
    button?.click();
    expect(host.counted).toEqual(['pressed', 'submitted', 'pressed', 'submitted']);
    expect(button?.getAttribute('aria-disabled')).toBeNull();
  });
});
