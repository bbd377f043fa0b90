import { Role, ROLES, type EnvironmentId, type Grant } from '@envscope/contracts/index.js';
import * as z from 'zod';

/** What the members of a group may do. */
export interface GroupRoles {
  /** As the identity provider, or the proxy, names it. */
  readonly group: string;
  readonly grants: readonly Grant[];
}

/**
 * Reads `sre=admin, web=operator@staging viewer@prod`: of each group its roles, in one environment (`role@environment`) or in all. What
 * a name has of `,`, `=` and `%` stands there as `%2C`, `%3D` and `%25`. Faults name the entry by its number.
 */
export const groupRoles = z.string().transform((text, context): readonly GroupRoles[] => {
  const read: GroupRoles[] = [];
  text
    .split(/,[^\S\n]*\n|[,\n]/)
    .map((entry) => entry.trim())
    .forEach((entry, index) => {
      const refuse = (fault: string) =>
        context.addIssue({ code: 'custom', message: `entry ${index + 1} ${fault}` });
      if (entry === '') return refuse('is empty');
      const [, written = '', roles = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
      const group = decoded(written.trim());
      if (group === undefined) return refuse('has a "%" that begins no %2C, %3D or %25');
      if (group === '' || roles.trim() === '') return refuse('must be a group, "=" and its roles');
      if (read.some((each) => each.group === group)) return refuse('names a group that has an entry already');
      const grants = roles.trim().split(/\s+/).map(grantOf);
      for (const grant of grants) if (typeof grant === 'string') refuse(grant);
      const valid = grants.filter((grant) => typeof grant !== 'string');
      const places = new Set(valid.map(({ environment }) => environment));
      if (places.size < valid.length) refuse('gives two roles in one place');
      read.push({ group, grants: valid });
    });
  return read;
});

/** The environments that roles are given in. */
export function environmentsOf(roles: readonly GroupRoles[]): EnvironmentId[] {
  return roles.flatMap(({ grants }) => grants.flatMap(({ environment }) => environment ?? []));
}

/** Whether a group gives everything, so that the first owner comes by it. */
export function givesOwner(roles: readonly GroupRoles[]): boolean {
  return roles.some(({ grants }) =>
    grants.some(({ role, environment }) => role === 'owner' && environment === null),
  );
}

/** The grant, or what is wrong with it. */
function grantOf(text: string): Grant | string {
  const [, name = '', environment] = /^([^@]*)(?:@(.*))?$/.exec(text) ?? [];
  const role = Role.safeParse(name).data;
  if (role === undefined) return `has an unknown role; roles are ${ROLES.join(', ')}`;
  if (environment === '') return 'has a role whose environment is missing behind "@"';
  return { role, environment: environment ?? null };
}

function decoded(text: string): string | undefined {
  if (/%(?!2c|3d|25)/i.test(text)) return undefined;
  return decodeURIComponent(text);
}
