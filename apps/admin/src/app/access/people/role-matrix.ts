import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PersonView } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Ago } from '../../live/ago';
import { effectiveRole } from './effective-roles';
import { secondStepInWords, sourceInWords } from './person-words';

/** People by environments: who may do what where, at a glance, be it in three environments or in twenty. */
@Component({
  selector: 'app-role-matrix',
  imports: [Ago, RouterLink],
  template: `
    <div class="frame" role="region" tabindex="0" [attr.aria-label]="words.say('access.people.matrix')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ words.say('access.people.name') }}</th>
            @for (environment of environments(); track environment.id) {
              <th scope="col" class="environment" [class.turned]="isTurned()">
                <span>
                  <span class="swatch" aria-hidden="true" [style.--environment]="environment.color"></span>
                  {{ environment.name }}
                </span>
              </th>
            }
            <th scope="col">{{ words.say('access.people.signsIn') }}</th>
            <th scope="col">{{ words.say('access.people.second') }}</th>
            <th scope="col">{{ words.say('access.people.lastSeen') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.person.id) {
            <tr [class.faint]="row.person.isDisabled">
              <th scope="row">
                <a [routerLink]="['/people', row.person.id]">{{ row.person.name }}</a>
                @if (row.person.id === own()) {
                  <span class="chip">{{ words.say('access.people.you') }}</span>
                }
                @if (row.person.isDisabled) {
                  <span class="chip">{{ words.say('access.people.state.disabled') }}</span>
                } @else if (row.person.isInvited) {
                  <span class="chip">{{ words.say('access.people.state.invited') }}</span>
                }
                @if (row.person.email; as email) {
                  <div class="small">{{ email }}</div>
                }
              </th>
              @for (cell of row.cells; track cell.id) {
                <td [attr.data-role]="cell.role" [class.everywhere]="cell.isEverywhere">
                  @if (cell.word) {
                    {{ cell.word }}
                    @if (cell.isByGroup) {
                      <span class="chip">{{ words.say('access.people.byGroup') }}</span>
                    }
                  } @else {
                    <span aria-hidden="true">·</span>
                    <span class="visually-hidden">{{ words.say('access.noRole') }}</span>
                  }
                </td>
              }
              @if (row.person.isOfOthers) {
                <td class="unknown" colspan="3">{{ words.say('access.people.ofOthers') }}</td>
              } @else {
                <td>{{ row.source }}</td>
                <td>{{ row.second }}</td>
                <td>
                  @if (row.person.signedInAt; as at) {
                    <app-ago [at]="at" />
                  } @else {
                    {{ words.say('access.people.never') }}
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .frame {
      /* What only screen readers see would else stand beside the page. */
      position: relative;
      overflow-x: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-3);
      background: var(--surface);
    }
    table {
      inline-size: 100%;
      font-size: var(--text-s);
    }
    th,
    td {
      padding: var(--space-2) var(--space-3);
      border-block-end: 1px solid var(--line);
      text-align: start;
      white-space: nowrap;
    }
    tbody tr:last-child > * {
      border-block-end: 0;
    }
    thead th {
      vertical-align: bottom;
      color: var(--ink-muted);
      font-size: var(--text-xs);
      font-weight: 500;
    }
    th:first-child {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-inline-size: 11rem;
      max-inline-size: 16rem;
      background: var(--surface);
      white-space: normal;
      overflow-wrap: anywhere;
    }
    tbody th {
      font-weight: 600;
    }
    tbody a {
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    .small {
      font-weight: 400;
    }
    .chip {
      margin-inline-start: var(--space-2);
    }
    .environment > span {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
    }
    .turned {
      padding-inline: var(--space-1);
    }
    .turned > span {
      writing-mode: vertical-rl;
      max-block-size: 10rem;
    }
    .turned ~ td {
      padding-inline: var(--space-1);
    }
    td {
      color: var(--ink-muted);
    }
    td[data-role] {
      color: var(--ink);
    }
    td[data-role='admin'],
    td[data-role='owner'] {
      font-weight: 600;
    }
    td.everywhere {
      color: var(--ink-muted);
    }
    .faint {
      opacity: 0.7;
    }
    @media (width < 44rem) {
      th:first-child {
        max-inline-size: 11rem;
      }
    }
  `,
})
export class RoleMatrix {
  readonly people = input.required<readonly PersonView[]>();
  /** Who looks at it. */
  readonly own = input<string>();
  /** What the OpenID provider is called; null where settings name none. */
  readonly provider = input<string | null>(null);

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);

  protected readonly environments = computed(() =>
    this.configuration.environments().map(({ id, color }) => ({
      id,
      color,
      name: this.configuration.nameOf(id),
    })),
  );
  /** Many names stand upright, so that their columns are as narrow as the roles in them. */
  protected readonly isTurned = computed(() => this.environments().length > 6);
  protected readonly rows = computed(() =>
    this.people().map((person) => ({
      person,
      source: sourceInWords(person, this.words, this.provider()),
      second: secondStepInWords(person, this.words),
      cells: this.environments().map(({ id }) => {
        const byGroups = person.fromGroups?.grants ?? [];
        const own = effectiveRole(person.grants, id);
        const effective = effectiveRole([...person.grants, ...byGroups], id);
        return {
          id,
          role: effective?.role ?? null,
          isEverywhere: effective?.isEverywhere ?? false,
          isByGroup: effective !== null && effective.role !== own?.role,
          word: effective ? this.words.say(`shell.role.${effective.role}`) : '',
        };
      }),
    })),
  );
}
