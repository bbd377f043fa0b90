import { Location } from '@angular/common';
import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Words } from '../language/words';
import { Address, type Query } from '../resources/address';
import { CopyButton } from '../ui/buttons/copy-button';
import { writtenOf } from './time-range';

/**
 * Copies the address of what the page shows, with the time that it shows now: "the last hour" would be another one for
 * whoever opens it later.
 */
@Component({
  selector: 'app-copy-link',
  imports: [CopyButton],
  template: `
    <app-copy-button
      [label]="words.say('charts.link.copy')"
      [done]="words.say('charts.link.copied')"
      [text]="link()"
    />
  `,
})
export class CopyLink {
  readonly fromMs = input.required<number>();
  readonly toMs = input.required<number>();
  /** What is chosen beside the time, though it may be the standard here. */
  readonly chosen = input.required<Query>();

  protected readonly words = inject(Words);
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly address = inject(Address);

  protected readonly link = computed(() => {
    const fixed = writtenOf({ kind: 'fixed', fromMs: this.fromMs(), toMs: this.toMs() });
    const given = { ...this.address.query(), ...this.chosen(), ...fixed };
    const queryParams = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    const tree = this.router.createUrlTree([], { queryParams });
    const path = this.location.prepareExternalUrl(this.router.serializeUrl(tree));
    return new URL(path, this.document.location.origin).href;
  });
}
