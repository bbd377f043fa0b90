import { Component, inject } from '@angular/core';
import { Words } from '../../language/words';
import { nameTab } from '../../shell/tab-sign';

@Component({
  selector: 'app-deliveries-page',
  template: `<h1>{{ words.say('alerting.deliveries.title') }}</h1>`,
})
export class DeliveriesPage {
  protected readonly words = inject(Words);

  constructor() {
    nameTab(() => this.words.say('alerting.deliveries.title'));
  }
}
