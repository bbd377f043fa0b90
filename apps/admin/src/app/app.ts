import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Door } from './session/door';
import { Frame } from './frame';
import { ThemeChoice } from './shell/theme';

/** The console, or one of the pages at its door, which need nobody signed in and show nothing of what is watched. */
@Component({
  selector: 'app-root',
  imports: [Frame, RouterOutlet],
  template: `
    @if (door.isAt) {
      <router-outlet />
    } @else {
      <app-frame />
    }
  `,
})
export class App {
  protected readonly door = inject(Door);

  constructor() {
    inject(ThemeChoice);
  }
}
