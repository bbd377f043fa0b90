import { Component, inject } from '@angular/core';
import { Words } from '../../language/words';
import { nameTab } from '../../shell/tab-sign';

@Component({ selector: 'app-channels-page', template: `<h1>{{ words.say('alerting.channels.title') }}</h1>` })
export class ChannelsPage {
  protected readonly words = inject(Words);

  constructor() {
    nameTab(() => this.words.say('alerting.channels.title'));
  }
}
