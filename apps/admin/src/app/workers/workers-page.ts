import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, untracked } from '@angular/core';
import { type CheckStatus, type QueueRival, WorkersReport } from '@envscope/contracts/index.js';
import { API } from '../api/api';
import { type PlainKey, Words } from '../language/words';
import { Lasting } from '../live/lasting';
import { LiveFeed } from '../live/live-feed';
import { SpareReadings } from '../live/readings/spare-readings';
import { Visibility } from '../live/visibility';
import { lastValue } from '../resources/last-value';
import { ProblemNotice } from '../resources/problem-notice';
import { Session } from '../session/session';
import { StatusBadge } from '../ui/badges/status-badge';
import { Fact, Facts } from '../ui/figures/fact';
import { DetailSection } from '../ui/layout/detail-section';
import { Notice } from '../ui/layout/notice';
import { titlePage } from '../ui/layout/page-title';
import { Skeleton } from '../ui/layout/skeleton';
import { LocationSection } from './location-section';
import { locationViews } from './location-views';
import { NoQueue } from './no-queue';

/** How often it is read anew while the console has only begun to listen. */
const BEGINNING_MS = 2_000;

/** The queue, the locations that targets are checked from, and the workers there. */
@Component({
  selector: 'app-workers-page',
  imports: [
    DetailSection,
    Fact,
    Facts,
    Lasting,
    LocationSection,
    NoQueue,
    Notice,
    ProblemNotice,
    Skeleton,
    StatusBadge,
  ],
  templateUrl: 'workers-page.html',
  styleUrl: '../../styles/page.scss',
})
export class WorkersPage {
  protected readonly words = inject(Words);
  private readonly session = inject(Session);

  protected readonly isPermitted = computed(() => this.session.may('read', null));
  protected readonly resource = httpResource(() => (this.isPermitted() ? API.workers : undefined), {
    parse: (value) => WorkersReport.parse(value),
  });
  protected readonly report = lastValue(this.resource);
  protected readonly locations = computed(() => {
    const report = this.report();
    return report ? locationViews(report) : [];
  });
  protected readonly places = computed(
    () => this.locations().filter(({ location, standing }) => location !== null && standing !== null).length,
  );
  protected readonly standing = computed((): { status: CheckStatus; word: PlainKey } => {
    const report = this.report();
    if (report?.queue === 'away') return { status: 'down', word: 'workers.queue.away' };
    if (report?.queue === 'connecting') return { status: 'unknown', word: 'workers.queue.connecting' };
    return report?.rival
      ? { status: 'degraded', word: 'workers.queue.rival' }
      : { status: 'up', word: 'workers.queue.answering' };
  });
  protected readonly needed = computed(() =>
    this.words.say('shell.access.needs.everywhere', { role: this.words.say('shell.role.viewer') }),
  );
  /** More digits would say more than is known. */
  protected readonly commands = computed(() => {
    const count = this.report()?.commandsAMonth ?? null;
    return count === null
      ? null
      : this.words.say('workers.queue.commandsValue', { count: Number(count.toPrecision(2)) });
  });

  /** Whether the console will know within seconds whether its queue answers, and which workers there are. */
  private readonly hasJustBegun = computed(() => {
    const { queue, locations = [] } = this.report() ?? {};
    if (queue === 'connecting') return true;
    return queue === 'answering' && locations.some(({ isStaffed }) => isStaffed === null);
  });

  protected placesOf({ locations }: QueueRival): string {
    const names = locations.map((location) => location ?? this.words.say('workers.location.without'));
    return names.join(', ') || this.words.say('workers.queue.noLocation');
  }

  constructor() {
    titlePage(() => this.words.say('shell.frame.workers'));
    this.readAnew();
  }

  /** The stream says only what changes of the queue and of locations: of workers one is read at the pace of a tab in which nothing does. */
  private readAnew(): void {
    const feed = inject(LiveFeed);
    const visibility = inject(Visibility);
    const spare = inject(SpareReadings);
    const condition = computed(() =>
      JSON.stringify([
        feed.queueAwaySince(),
        feed.queueRival(),
        feed.silentLocations().map(({ location }) => location),
      ]),
    );
    let known = condition();
    effect(() => {
      if (condition() === known) return;
      known = condition();
      untracked(() => this.resource.reload());
    });
    effect((onCleanup) => {
      if (this.resource.isLoading() || !visibility.isVisible() || feed.isPaused()) return;
      if (this.report()?.queue === 'unused' || !this.isPermitted()) return;
      onCleanup(spare.wait(() => this.resource.reload()));
    });
    effect((onCleanup) => {
      if (this.resource.isLoading() || !this.hasJustBegun()) return;
      const timer = setTimeout(() => this.resource.reload(), BEGINNING_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
