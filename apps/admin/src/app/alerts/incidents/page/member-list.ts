import { Component, computed, inject, input } from '@angular/core';
import type { IncidentMember } from '@envscope/contracts/index.js';
import { Words } from '../../../language/words';
import { Lasting } from '../../../live/lasting';
import { nameOfTarget } from '../incident-name';
import { StateBadge } from '../state-badge';

/** Targets of an incident, each with how it stands, why, and for how long. */
@Component({
  selector: 'app-member-list',
  imports: [Lasting, StateBadge],
  template: `
    <ul [attr.aria-label]="label()">
      @for (member of rows(); track member.key) {
        <li>
          <app-state-badge [targetState]="member.targetState" />
          <span class="what">
            <span class="name">{{ member.name }}</span>
            @if (member.reason) {
              <span class="minor">{{ member.reason }}</span>
            }
          </span>
          <span class="when">
            <app-lasting [from]="member.since" [to]="member.recoveredAt" />
            <span class="small">{{ words.instant(member.since) }}</span>
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: 7.5rem minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-1) var(--space-3);
      padding-block: var(--space-2);
    }
    li + li {
      border-block-start: 1px solid var(--line);
    }
    .what {
      display: grid;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 600;
    }
    .when {
      display: grid;
      justify-items: end;
      white-space: nowrap;
    }
    @media (width < 40rem) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .what {
        grid-column: 1 / -1;
        grid-row: 2;
      }
    }
  `,
})
export class MemberList {
  readonly members = input.required<readonly IncidentMember[]>();
  readonly label = input.required<string>();

  protected readonly words = inject(Words);

  protected readonly rows = computed(() =>
    this.members().map((member) => ({
      ...member,
      key: `${member.service} ${member.target} ${member.ruleId}`,
      name: nameOfTarget(member, this.words),
      reason: member.reason === null ? null : this.words.reason(member.reason),
    })),
  );
}
