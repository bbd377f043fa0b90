import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type CheckStatus, isUnhealthy } from '@envscope/contracts/index.js';
import { Words } from '../language/words';
import { LiveFeed } from '../live/live-feed';
import { OverviewSource } from '../standings/overview-source';
import { STATUS_SHAPES } from '../ui/badges/status-shapes';
import { PageTitle } from '../ui/layout/page-title';

/** Colours that are seen on light and dark tab strips; the page's own tokens do not reach there. */
const COLORS: Readonly<Record<CheckStatus, string>> = {
  down: '#d92d2d',
  degraded: '#d98a00',
  unknown: '#7a8594',
  up: '#22a06b',
  paused: '#7a8594',
  unconfigured: '#7a8594',
};

/** Says in the tab's title how that is which the page is about, and in its icon the worst of all environments. */
@Injectable({ providedIn: 'root' })
export class TabSign {
  private readonly document = inject(DOCUMENT);
  private readonly title = inject(Title);
  private readonly words = inject(Words);
  private readonly source = inject(OverviewSource);
  private readonly feed = inject(LiveFeed);
  private readonly page = inject(PageTitle);

  constructor() {
    effect(() => this.title.setTitle(this.text()));
    effect(() => this.document.querySelector('link[rel=icon]')?.setAttribute('href', favicon(this.status())));
  }

  private status(): CheckStatus {
    return this.feed.state() === 'lost' ? 'unknown' : this.source.worst();
  }

  private text(): string {
    const status = this.page.status();
    const alarm = status && isUnhealthy({ status }) ? this.words.status(status) : '';
    return [alarm, this.page.text(), 'Envscope'].filter((part) => part !== '').join(' · ');
  }
}

/** A status as an icon: its shape and its colour, on no background. */
export function favicon(status: CheckStatus): string {
  const { outline, mark } = STATUS_SHAPES[status];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" stroke-linejoin="round" stroke-linecap="round">` +
    `<path d="${outline}" fill="${COLORS[status]}" stroke="${COLORS[status]}" stroke-width="1.6"/>` +
    `<path d="${mark}" fill="none" stroke="#fff" stroke-width="1.8"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
