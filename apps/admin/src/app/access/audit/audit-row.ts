import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditEntry, ProblemCode } from '@envscope/contracts/index.js';
import { EnvironmentMark } from '../../configuration/environment-mark';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { Icon, type IconName } from '../../ui/badges/icon';
import { actionInWords } from './audit-actions';

const ICONS: Readonly<Record<AuditEntry['outcome'], IconName>> = {
  done: 'check',
  refused: 'close',
  failed: 'alert',
};

/** One entry of the audit log: who did what to what, what came of it, and what it changed. */
@Component({
  selector: 'app-audit-row',
  imports: [Ago, EnvironmentMark, Icon, RouterLink],
  templateUrl: 'audit-row.html',
  styleUrl: 'audit-row.scss',
  host: { '[attr.data-outcome]': 'entry().outcome' },
})
export class AuditRow {
  readonly entry = input.required<AuditEntry>();
  /** What that is called to which it was done. */
  readonly targetName = input<string>();
  /** The reader wants only what this one did. */
  readonly actorChosen = output<string>();

  protected readonly words = inject(Words);

  protected readonly icon = computed(() => ICONS[this.entry().outcome]);
  protected readonly outcome = computed(() => this.words.say(`audit.outcome.${this.entry().outcome}`));
  protected readonly action = computed(() => actionInWords(this.entry().action, this.words));
  protected readonly who = computed(() => {
    const { kind, name } = this.entry().actor;
    return name || this.words.say(`audit.actor.${kind}`);
  });
  protected readonly kind = computed(() => {
    const { kind, name } = this.entry().actor;
    return kind === 'person' || !name ? null : this.words.say(`audit.actor.${kind}`);
  });
  /** What it was done to, and the page of that where it has one. */
  protected readonly target = computed(() => {
    const { target } = this.entry();
    if (target === null) return null;
    const pages: Readonly<Record<string, string>> = {
      incident: '/incidents',
      rule: '/rules',
      person: '/people',
    };
    const page = pages[target.kind];
    return {
      kind: this.words.say(`audit.kind.${target.kind}`),
      id: target.id,
      name: this.targetName() ?? target.id,
      link: page === undefined ? null : [page, target.id],
    };
  });
  /** Why it was refused or failed. */
  protected readonly why = computed(() => {
    const { code } = this.entry();
    const known = ProblemCode.safeParse(code).data;
    return known === undefined ? code : this.words.problem({ code: known, params: {} });
  });
}
