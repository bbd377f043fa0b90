import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Words } from '../language/words';
import { accessPages } from '../session/access-pages';
import { PageTabs } from '../ui/layout/page-tabs';

/** What the pages about who may do what have in common: the way from each to the others that the person may see. */
@Component({
  selector: 'app-access-frame',
  imports: [PageTabs, RouterOutlet],
  template: `
    <app-page-tabs [label]="words.say('shell.access.pages')" [pages]="pages()" />
    <router-outlet />
  `,
})
export class AccessFrame {
  protected readonly words = inject(Words);

  private readonly open = accessPages();
  protected readonly pages = computed(() =>
    this.open().map(({ path, key }) => ({ path, text: this.words.say(key) })),
  );
}
