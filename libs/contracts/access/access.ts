import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';

/** What a person may do, from the least to the most: each role may do what those before it may. */
export const ROLES = ['viewer', 'operator', 'admin', 'owner'] as const;

export const Role = z.enum(ROLES).register(z.globalRegistry, { id: 'Role' });
export type Role = z.infer<typeof Role>;

/** The role that a permission begins with. Every operation of the API names the permission that it takes. */
export const ROLE_OF_PERMISSION = {
  read: 'viewer',
  'incidents:write': 'operator',
  'mutes:write': 'operator',
  'checks:run': 'operator',
  'deliveries:write': 'operator',
  'channels:test': 'operator',
  'rules:write': 'admin',
  'people:write': 'admin',
  'keys:write': 'admin',
  'audit:read': 'admin',
  'store:write': 'admin',
} as const satisfies Record<string, Role>;

export const Permission = z
  .enum(Object.keys(ROLE_OF_PERMISSION) as (keyof typeof ROLE_OF_PERMISSION)[])
  .register(z.globalRegistry, { id: 'Permission' });
export type Permission = z.infer<typeof Permission>;

/** Whether somebody with the role has the permission. */
export function includes(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(ROLE_OF_PERMISSION[permission]);
}

/** A role in one environment; null: in every environment, and for what concerns the console as a whole. */
export const Grant = z
  .strictObject({ role: Role, environment: z.nullable(EnvironmentId) })
  .register(z.globalRegistry, { id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

/** Whether the grants hold the permission in the environment; null: for the console as a whole. */
export function grantsHold(
  grants: readonly Grant[],
  permission: Permission,
  environment: EnvironmentId | null,
): boolean {
  return grants.some(
    (grant) =>
      (grant.environment === null || grant.environment === environment) && includes(grant.role, permission),
  );
}

/** Who asks, as the audit log and a timeline name them. */
export const Actor = z
  .object({
    /**
     * `demo`: whoever opens the demo; `anyone`: whoever reaches a console that lets everybody in; `signed-out`: whoever was not
     * let in; `console`: the console by itself.
     */
    kind: z.enum(['person', 'api-key', 'demo', 'anyone', 'signed-out', 'console']),
    id: z.string(),
    name: z.string(),
  })
  .register(z.globalRegistry, { id: 'Actor' });
export type Actor = z.infer<typeof Actor>;
