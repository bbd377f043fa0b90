/** A UptimeRobot account of the sandbox, found by its key. */
export interface Account {
  readonly key: string;
  /** The environment that it is about; undefined when it holds the monitors of several. */
  readonly environment?: string;
  /** The environments whose monitors it holds. */
  readonly environments: readonly string[];
  readonly userId: number;
  /** Whether the current version of the API takes its key. */
  readonly isCurrent: boolean;
}

/** One account per environment, one that all share, and one whose key only the old version takes. */
export function accountsOf(environments: readonly string[]): Account[] {
  const own = environments.map((environment, index) => ({
    key: `ur-sandbox-${environment}`,
    environment,
    environments: [environment],
    userId: 1_200_001 + index,
    isCurrent: true,
  }));
  const shared = { key: 'ur-sandbox-shared', environments, userId: 1_200_100, isCurrent: true };
  const first = environments.slice(0, 1);
  const old = { key: 'u-sandbox-v2-only', environment: first[0], environments: first, userId: 1_200_200 };
  return [...own, shared, { ...old, isCurrent: false }];
}
