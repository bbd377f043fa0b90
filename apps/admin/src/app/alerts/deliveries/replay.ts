import { HttpClient } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import { ReplayReport } from '@envscope/contracts/index.js';
import { map } from 'rxjs';
import { Action } from '../../resources/action';
import { Words } from '../../language/words';

/** Has dead letters queued anew, and says what came of it. Make it where `inject` works. */
export class Replay {
  private readonly http = inject(HttpClient);
  private readonly words = inject(Words);
  private readonly action = new Action<ReplayReport>();

  readonly isBusy = this.action.isBusy;
  readonly hasFailed = computed(() => this.action.failure() !== '');
  /** Empty before anything was asked. */
  readonly outcome = computed(() => {
    const report = this.action.answer();
    return report
      ? this.words.say('alerting.deliveries.replayed', { count: report.replayed })
      : this.action.failure();
  });

  /** Whether they are queued. */
  run(url: string, body: object): Promise<boolean> {
    return this.action.run(
      this.http.post<unknown>(url, body).pipe(map((answer) => ReplayReport.parse(answer))),
    );
  }
}
