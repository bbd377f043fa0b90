import { Component, computed, inject, signal } from '@angular/core';
import { Configuration } from '../configuration/configuration';
import { wordsOfWarning } from '../configuration/warning-words';
import { Words } from '../language/words';

/** What in the settings misleads. Loaded where there is something: most consoles never need its words. */
@Component({
  selector: 'app-warning-list',
  template: `
    <ul>
      @for (warning of warnings(); track warning) {
        <li>{{ warning }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-1);
      padding-block-start: var(--space-2);
    }
  `,
})
export class WarningList {
  private readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly hasTexts = signal(false);

  protected readonly warnings = computed(() =>
    this.hasTexts()
      ? this.configuration
          .warnings()
          .map((warning) => wordsOfWarning(warning, this.words, this.configuration))
      : [],
  );

  constructor() {
    void this.words.loadPart('warnings').then(() => this.hasTexts.set(true));
  }
}
