import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { isOfConsole, type IncidentMember } from '@envscope/contracts/index.js';
import { EnvironmentMark } from '../../../configuration/environment-mark';
import { Words } from '../../../language/words';
import { Lasting } from '../../../live/lasting';
import { nameOfTarget } from '@envscope/texts/incident-name.js';
import { StateBadge } from '../state-badge';

/**
 * Targets of an incident, each with how it stands, why, and for how long. Those of the console's own are environments, of which
 * nothing is known but how much was not observed, or is checked from a silent location or by way of the queue.
 */
@Component({
  selector: 'app-member-list',
  imports: [EnvironmentMark, Lasting, RouterLink, StateBadge],
  template: `
    <ul [attr.aria-label]="label()">
      @for (member of rows(); track member.key) {
        <li [class.environment]="member.isEnvironment">
          @if (!member.isEnvironment) {
            <app-state-badge [targetState]="member.targetState" />
          }
          <span class="what">
            @if (member.isEnvironment) {
              <a class="name" [routerLink]="['/environments', member.target]">
                <app-environment-mark [environment]="member.target" />
              </a>
            } @else {
              <span class="name">{{ member.name }}</span>
            }
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
    li.environment {
      grid-template-columns: minmax(0, 1fr) auto;
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
      .environment .what {
        grid-area: auto;
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
      isEnvironment: isOfConsole(member.service),
      name: nameOfTarget(member, this.words),
      reason: this.reasonOf(member),
    })),
  );

  private reasonOf({ service, reason }: IncidentMember): string | null {
    if (reason === null) return null;
    if (!isOfConsole(service)) return this.words.reason(reason);
    const count = Number(reason.params['count'] ?? 0);
    if (service === 'console') return this.words.say('incidents.detail.notObserved', { count });
    return service === 'queue'
      ? this.words.say('incidents.detail.checkedByWorkers', { count })
      : this.words.say('incidents.detail.checkedThere', { count });
  }
}
