import { Component, inject } from '@angular/core';
import { Words } from '../../language/words';
import { nameTab } from '../../shell/tab-sign';

@Component({ selector: 'app-rules-page', template: `<h1>{{ words.say('alerting.rules.title') }}</h1>` })
export class RulesPage {
  protected readonly words = inject(Words);

  constructor() {
    nameTab(() => this.words.say('alerting.rules.title'));
  }
}
