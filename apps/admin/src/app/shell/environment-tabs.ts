import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Configuration } from '../configuration/configuration';
import { EnvironmentLinks } from '../configuration/environment-links';
import { Words } from '../language/words';
import { CurrentUnhealthy } from '../unhealthy/current-unhealthy';
import { ArrowKeys } from '../ui/buttons/arrow-keys';
import { Icon } from '../ui/badges/icon';
import { StatusMark } from '../ui/badges/status-mark';

/** A tab for each environment, with its colour and its worst status. Where there is no room for all, a list of them too. */
@Component({
  selector: 'app-environment-tabs',
  imports: [ArrowKeys, Icon, RouterLink, RouterLinkActive, StatusMark],
  templateUrl: 'environment-tabs.html',
  styleUrl: 'environment-tabs.scss',
})
export class EnvironmentTabs {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly unhealthy = inject(CurrentUnhealthy);
  private readonly links = inject(EnvironmentLinks);
  private readonly strip = viewChild.required<unknown, ElementRef<HTMLElement>>('strip', {
    read: ElementRef,
  });

  protected readonly tabs = computed(() =>
    this.configuration.environments().map(({ id, name }) => ({
      id,
      paint: this.configuration.paintOf(id),
      name: this.words.name(name),
      status: this.unhealthy.statuses().get(id),
      link: this.links.to()(id),
    })),
  );

  /** The list has those first that weigh most: the strip begins with those that weigh least. */
  protected readonly byWeight = computed(() => this.tabs().toReversed());

  /** Whether tabs are out of sight, on which side. */
  protected readonly hidden = signal({ before: false, after: false });
  protected readonly isCut = computed(() => this.hidden().before || this.hidden().after);

  constructor() {
    if (typeof ResizeObserver === 'undefined') return;
    // It calls when the browser has laid out the page for itself: to measure in between would have it do so twice.
    const observer = new ResizeObserver(() => this.measure());
    inject(DestroyRef).onDestroy(() => observer.disconnect());
    afterRenderEffect({
      read: () => {
        this.tabs();
        const strip = this.strip().nativeElement;
        observer.observe(strip);
        // The fonts of a language, and environments that come, change what the strip holds and not how wide it is.
        for (const part of strip.children) observer.observe(part);
      },
    });
  }

  protected measure(): void {
    const { scrollLeft, scrollWidth, clientWidth } = this.strip().nativeElement;
    const hidden = { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 };
    const known = this.hidden();
    if (hidden.before !== known.before || hidden.after !== known.after) this.hidden.set(hidden);
  }
}
