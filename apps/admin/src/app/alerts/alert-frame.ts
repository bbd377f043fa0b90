import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Words } from '../language/words';
import { PageTabs } from '../ui/layout/page-tabs';

const PAGES = ['incidents', 'rules', 'deliveries', 'mutes', 'channels'] as const;

/** What the pages about alerts have in common: the way from each to the others. */
@Component({
  selector: 'app-alert-frame',
  imports: [PageTabs, RouterOutlet],
  template: `
    <app-page-tabs [label]="words.say('shell.alerting.pages')" [pages]="pages()" />
    <router-outlet />
  `,
})
export class AlertFrame {
  protected readonly words = inject(Words);

  protected readonly pages = computed(() =>
    PAGES.map((path) => ({ path, text: this.words.say(`shell.alerting.${path}`) })),
  );
}
