import { Component, inject } from '@angular/core';
import { Words } from '../language/words';
import { nameTab } from '../shell/tab-sign';

@Component({ selector: 'app-incident-page', template: `<h1>{{ words.say('incidents.title') }}</h1>` })
export class IncidentPage {
  protected readonly words = inject(Words);

  constructor() {
    nameTab(() => this.words.say('incidents.title'));
  }
}
