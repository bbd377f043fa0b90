import {
  grantsHold,
  Permission,
  Refusal,
  type Actor,
  type EnvironmentId,
  type Grant,
} from '@envscope/contracts/index.js';

/** Whoever asks, and what they may do. */
export class Principal {
  /** `permissions` narrows what the grants give, as the scopes of an API key do. */
  constructor(
    readonly actor: Actor,
    readonly grants: readonly Grant[],
    private readonly permissions: readonly Permission[] = Permission.options,
  ) {}

  /** `environment` null: what concerns the console as a whole takes a grant for every environment. */
  may(permission: Permission, environment: EnvironmentId | null): boolean {
    return this.permissions.includes(permission) && grantsHold(this.grants, permission, environment);
  }

  /** Whether the permission is held somewhere, be it in one environment. */
  maySomewhere(permission: Permission): boolean {
    return (
      this.may(permission, null) || this.grants.some(({ environment }) => this.may(permission, environment))
    );
  }

  /** The environments in which the permission is held; undefined, as nothing to narrow, where it is held in all. */
  environmentsWith(permission: Permission): readonly EnvironmentId[] | undefined {
    if (this.may(permission, null)) return undefined;
    return this.grants.flatMap(({ environment }) =>
      environment !== null && this.may(permission, environment) ? [environment] : [],
    );
  }

  /** Throws `not-permitted`, which names the permission and, where there is one, the environment. */
  demand(permission: Permission, environment: EnvironmentId | null): void {
    if (this.may(permission, environment)) return;
    throw new Refusal('not-permitted', { permission, ...(environment !== null && { environment }) });
  }
}
