import { computed, inject, type Signal } from '@angular/core';
import type { Permission } from '@envscope/contracts/index.js';
import { Session } from './session';

const PAGES = [
  { path: 'account', key: 'shell.access.account', permission: null },
  { path: 'people', key: 'shell.access.people', permission: 'people:write' },
  { path: 'api-keys', key: 'shell.access.keys', permission: 'keys:write' },
  { path: 'audit', key: 'shell.access.audit', permission: 'audit:read' },
] as const satisfies readonly { path: string; key: string; permission: Permission | null }[];

/** The pages about who may do what that the person may see. Needs an injection context. */
export function accessPages(): Signal<readonly (typeof PAGES)[number][]> {
  const session = inject(Session);
  return computed(() =>
    session.person() === null
      ? []
      : PAGES.filter(({ permission }) =>
          permission === null ? session.person()?.kind === 'person' : session.may(permission, null),
        ),
  );
}
