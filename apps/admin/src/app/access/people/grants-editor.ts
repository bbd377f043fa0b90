import { Component, computed, inject, model } from '@angular/core';
import { type EnvironmentId, type Grant, type Role, ROLES } from '@envscope/contracts/index.js';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Session } from '../../session/session';
import { effectiveRole, grantedRole, withRole } from './effective-roles';

/** Which role somebody has everywhere, and which in each environment: a line for each, many side by side. */
@Component({
  selector: 'app-grants-editor',
  template: `
    <div class="everywhere">
      <label [attr.for]="id(null)">{{ words.say('access.everywhere') }}</label>
      <select [id]="id(null)" (change)="choose(null, $any($event.target).value)">
        <option value="" [selected]="everywhere() === null">{{ words.say('access.noRole') }}</option>
        @for (role of roles; track role) {
          <option [value]="role" [selected]="role === everywhere()" [disabled]="!mayGive(role, null)">
            {{ words.say(roleKeys[role]) }}
          </option>
        }
      </select>
    </div>
    <ul>
      @for (row of rows(); track row.id) {
        <li>
          <label [attr.for]="id(row.id)">
            <span class="swatch" aria-hidden="true" [style.--environment]="row.color"></span>
            {{ row.name }}
          </label>
          <select
            [id]="id(row.id)"
            [attr.aria-describedby]="row.note ? id(row.id) + '-note' : null"
            (change)="choose(row.id, $any($event.target).value)"
          >
            <option value="" [selected]="row.role === null">–</option>
            @for (role of roles; track role) {
              <option [value]="role" [selected]="role === row.role" [disabled]="!mayGive(role, row.id)">
                {{ words.say(roleKeys[role]) }}
              </option>
            }
          </select>
          @if (row.note) {
            <span class="small" [id]="id(row.id) + '-note'">{{ row.note }}</span>
          }
        </li>
      }
    </ul>
    <p class="small">{{ words.say('access.people.rolesNote') }}</p>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-3);
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr));
      gap: var(--space-2) var(--space-5);
    }
    .everywhere,
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 8.5rem;
      align-items: center;
      gap: var(--space-1) var(--space-3);
    }
    .everywhere {
      max-inline-size: 24rem;
      font-weight: 600;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      overflow-wrap: anywhere;
    }
    .small {
      grid-column: 1 / -1;
    }
    select {
      min-inline-size: 0;
      block-size: 2rem;
      padding-inline: 0.5rem;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-2);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-size: var(--text-s);
      font-weight: 400;
    }
    @media (pointer: coarse) {
      select {
        block-size: 2.75rem;
        font-size: 1rem;
      }
    }
  `,
})
export class GrantsEditor {
  readonly grants = model.required<readonly Grant[]>();

  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly session = inject(Session);

  protected readonly roles = ROLES;
  protected readonly roleKeys = {
    viewer: 'shell.role.viewer',
    operator: 'shell.role.operator',
    admin: 'shell.role.admin',
    owner: 'shell.role.owner',
  } as const satisfies Record<Role, string>;
  protected readonly everywhere = computed(() => grantedRole(this.grants(), null));
  protected readonly rows = computed(() =>
    this.configuration.environments().map(({ id, color }) => ({
      id,
      color,
      name: this.configuration.nameOf(id),
      role: grantedRole(this.grants(), id),
      note: this.noteOf(id),
    })),
  );

  protected id(place: EnvironmentId | null): string {
    return `role-in-${place ?? '-'}`;
  }

  protected choose(place: EnvironmentId | null, value: string): void {
    this.grants.update((grants) => withRole(grants, place, ROLES.find((role) => role === value) ?? null));
  }

  /** Nobody gives a role beyond their own. */
  protected mayGive(role: Role, place: EnvironmentId | null): boolean {
    const own = this.session.view()?.grants ?? [];
    const most = own
      .filter(({ environment }) => environment === null || environment === place)
      .map((grant) => ROLES.indexOf(grant.role));
    return ROLES.indexOf(role) <= Math.max(-1, ...most);
  }

  /** A role in one environment that adds nothing to the one in all of them. */
  private noteOf(place: EnvironmentId): string {
    const own = grantedRole(this.grants(), place);
    const effective = effectiveRole(this.grants(), place);
    return own !== null && effective?.isEverywhere
      ? this.words.say('access.people.atLeast', { role: this.words.say(`shell.role.${effective.role}`) })
      : '';
  }
}
