import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../language/words';
import type { MarkGroup } from '../ui/charts/chart-marks';
import { MarkShape } from '../ui/charts/mark-shape';
import type { PageMarks } from './marks-source';
import { isNamed, wordsOfGroup } from './mark-words';

/** What the charts above mark, in words, the newest first: one line, which scrolls; groups open. */
@Component({
  selector: 'app-mark-list',
  imports: [MarkShape, RouterLink],
  template: `
    @if (of().hasFailed()) {
      <p class="note" role="status">{{ words.say('charts.marks.failed') }}</p>
    } @else if (entries(); as entries) {
      @if (entries.length === 0) {
        <p class="note">{{ words.say('charts.marks.none') }}</p>
      } @else {
        <ul tabindex="0" [attr.aria-label]="words.say('charts.marks.label')">
          @for (entry of entries; track entry.key) {
            <li>
              <app-mark-shape [shape]="entry.group.shape" />
              <time [attr.datetime]="entry.at">{{ entry.time }}</time>
              @if (entry.single; as mark) {
                @if (mark.link; as link) {
                  <a [routerLink]="link">{{ mark.text }}</a>
                } @else {
                  <span>{{ mark.text }}</span>
                }
              } @else if (entry.isNamed) {
                <span>{{ entry.text }}</span>
              } @else {
                <button type="button" [attr.popovertarget]="entry.key">{{ entry.text }}</button>
              }
            </li>
          }
        </ul>
        @for (entry of entries; track entry.key) {
          @if (!entry.single && !entry.isNamed) {
            <div popover [id]="entry.key" role="dialog" [attr.aria-label]="entry.text">
              <p>{{ entry.text }}</p>
              <ol>
                @for (mark of entry.group.marks; track mark.id) {
                  <li>
                    <app-mark-shape [shape]="mark.kind" />
                    <time>{{ timeOf(mark.atMs) }}</time>
                    @if (mark.link; as link) {
                      <a [routerLink]="link">{{ mark.text }}</a>
                    } @else {
                      <span>{{ mark.text }}</span>
                    }
                  </li>
                }
              </ol>
              <button type="button" [attr.popovertarget]="entry.key" popovertargetaction="hide">
                {{ words.say('charts.marks.close') }}
              </button>
            </div>
          }
        }
        @if (of().isCut()) {
          <p class="note">{{ words.say('charts.marks.cut') }}</p>
        }
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
      /* What is marked comes after the chart: its line is kept free, and its scrollbar's. */
      min-block-size: 2.75rem;
      font-size: var(--text-xs);
    }
    ul {
      display: flex;
      gap: var(--space-2) var(--space-4);
      margin: 0;
      padding: var(--space-1);
      overflow-x: auto;
      scrollbar-width: thin;
      list-style: none;
    }
    li {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: var(--space-1);
      min-block-size: 1.5rem;
      /* A single one is cut by an ellipsis, not by the edge. */
      max-inline-size: min(32rem, 100%);
    }
    li > :is(a, span) {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    time,
    .note {
      color: var(--ink-muted);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .note {
      padding: var(--space-1);
      white-space: normal;
    }
    button {
      min-block-size: 1.5rem;
      padding: 0 var(--space-1);
      border: 0;
      background: none;
      color: var(--accent-ink);
      font: inherit;
      text-decoration: underline;
      cursor: pointer;
    }
    [popover] {
      max-inline-size: min(40rem, 90vw);
      max-block-size: 70vh;
      padding: var(--space-4);
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-3);
      background: var(--surface-raised);
      box-shadow: var(--shadow-2);
      color: var(--ink);
      font-size: var(--text-s);
    }
    [popover] p {
      font-weight: 600;
    }
    ol {
      margin: var(--space-2) 0;
      padding: 0;
      list-style: none;
    }
    ol li {
      display: flex;
      max-inline-size: none;
    }
    ol li > :is(a, span) {
      white-space: normal;
      overflow-wrap: anywhere;
    }
  `,
})
export class MarkList {
  readonly of = input.required<PageMarks>();
  readonly groups = input.required<readonly MarkGroup[]>();
  /** What sets its parts apart from those of another list on the page. */
  readonly name = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly entries = computed(() => {
    if (this.of().marks() === undefined) return undefined;
    return this.groups()
      .map((group) => {
        const [first, ...others] = group.marks;
        const atMs = first?.atMs ?? group.atMs;
        return {
          group,
          key: `${this.name()}-mark-${atMs}`,
          single: others.length === 0 ? first : undefined,
          isNamed: isNamed(group),
          text: wordsOfGroup(group, this.words),
          at: new Date(atMs).toISOString(),
          time: this.timeOf(atMs),
        };
      })
      .reverse();
  });

  protected timeOf(atMs: number): string {
    return this.words.instant(new Date(atMs).toISOString());
  }
}
