import { Component, inject } from '@angular/core';
import { Words } from '../../language/words';
import { nameTab } from '../../shell/tab-sign';

@Component({ selector: 'app-quiet-page', template: `<h1>{{ words.say('alerting.quiet.title') }}</h1>` })
export class QuietPage {
  protected readonly words = inject(Words);

  constructor() {
    nameTab(() => this.words.say('alerting.quiet.title'));
  }
}
