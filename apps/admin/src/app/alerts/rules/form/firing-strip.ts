import { Component, computed, inject, input } from '@angular/core';
import type { RulePreviewTarget } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';

/** What a bar of the strip needs at the least to be seen, of a thousand. */
const NARROWEST = 4;
/** Times that are written out; the strip has them all. */
const WRITTEN = 3;

/** When a rule would have fired about one target: bars along the range, and the newest times in words. */
@Component({
  selector: 'app-firing-strip',
  template: `
    <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
      <rect class="stored" y="8" height="4" [attr.x]="stored().x" [attr.width]="stored().width" />
      @for (bar of bars(); track bar.x) {
        <rect class="fired" y="0" height="20" [attr.x]="bar.x" [attr.width]="bar.width" />
      }
    </svg>
    <div class="small muted ends" aria-hidden="true">
      <span>{{ words.instant(from()) }}</span>
      <span>{{ words.instant(to()) }}</span>
    </div>
    <p class="small">{{ inWords() }}</p>
  `,
  styles: `
    :host {
      display: block;
      margin-block-start: var(--space-1);
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 1.25rem;
    }
    .stored {
      fill: var(--line-strong);
    }
    .fired {
      fill: var(--state-down);
    }
    @media (forced-colors: active) {
      .stored {
        fill: GrayText;
      }
      .fired {
        fill: CanvasText;
      }
    }
    .ends {
      display: flex;
      justify-content: space-between;
      gap: var(--space-2);
      font-variant-numeric: tabular-nums;
    }
    p {
      margin: 0;
    }
  `,
})
export class FiringStrip {
  readonly row = input.required<RulePreviewTarget>();
  readonly from = input.required<string>();
  readonly to = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly stored = computed(() => {
    const { storedFrom } = this.row();
    return storedFrom === null ? { x: 0, width: 0 } : this.barOf(storedFrom, null, 0);
  });
  protected readonly bars = computed(() =>
    this.row().firings.map(({ from, to }) => this.barOf(from, to, NARROWEST)),
  );

  protected readonly inWords = computed(() => {
    const { samples, storedFrom, count, firings } = this.row();
    if (samples === 0 || storedFrom === null) return this.words.say('alerting.rules.preview.noData');
    const since = this.words.say('alerting.rules.preview.storedSince', {
      at: this.words.instant(storedFrom),
    });
    if (count === 0) return since;
    const newest = firings.slice(-WRITTEN).toReversed();
    const list = new Intl.ListFormat(this.words.language(), { type: 'unit' });
    const times = list.format(newest.map((firing) => this.timeOf(firing)));
    const fired = this.words.say('alerting.rules.preview.fired', { count });
    return `${fired} · ${times} · ${since}`;
  });

  private timeOf({ from, to }: RulePreviewTarget['firings'][number]): string {
    const at = this.words.instant(from);
    if (to === null) return this.words.say('alerting.rules.preview.ongoing', { from: at });
    const duration = this.words.duration(Date.parse(to) - Date.parse(from));
    return this.words.say('alerting.rules.preview.span', { from: at, duration });
  }

  /** In thousandths of the range; one that goes on reaches its end. */
  private barOf(from: string, to: string | null, narrowest: number) {
    const [startMs, endMs] = [Date.parse(this.from()), Date.parse(this.to())];
    const placeOf = (ms: number) => ((ms - startMs) / (endMs - startMs)) * 1_000;
    const x = Math.max(0, Math.min(placeOf(Date.parse(from)), 1_000 - narrowest));
    const end = to === null ? 1_000 : placeOf(Date.parse(to));
    return { x, width: Math.max(narrowest, end - x) };
  }
}
