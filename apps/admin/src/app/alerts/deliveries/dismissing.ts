import { HttpClient } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import { DismissReport, type DismissRequest } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { Words } from '../../language/words';
import { Announcements } from '../../resources/announcements';
import { CurrentPerson } from '../../person/current-person';
import { Action } from '../../resources/action';

/** Dismisses dead letters in a person's name, and says what came of it. Make it where `inject` works. */
export class Dismissing {
  private readonly http = inject(HttpClient);
  private readonly words = inject(Words);
  private readonly person = inject(CurrentPerson);
  private readonly announcements = inject(Announcements);
  private readonly action = new Action<DismissReport>();

  readonly isBusy = this.action.isBusy;
  readonly hasFailed = computed(() => this.action.failure() !== '');
  /** Empty before anything was asked. */
  readonly outcome = computed(() => {
    const report = this.action.answer();
    return report
      ? this.words.say('alerting.deliveries.dismissed', { count: report.dismissed })
      : this.action.failure();
  });

  /** Whether they are dismissed. */
  async run(url: string, which: Omit<DismissRequest, 'by'> = {}): Promise<boolean> {
    const request = this.person.act((by) =>
      this.http.post<unknown>(url, { ...which, by }).pipe(map((answer) => DismissReport.parse(answer))),
    );
    const isDone = await this.action.run(request);
    // The notice, or the row, where it would stand is gone.
    if (isDone) this.announcements.announce(this.outcome());
    return isDone;
  }
}
