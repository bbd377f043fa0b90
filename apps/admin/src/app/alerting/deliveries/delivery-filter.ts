import { DeliveryState, EnvironmentId, IncidentId } from '@envscope/contracts/index.js';

/** Which deliveries a reader wants to see, as the address has it; absent is all. */
export interface DeliveryFilter {
  readonly environment?: EnvironmentId | undefined;
  readonly channel?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly incident?: IncidentId | undefined;
}

/** The filter that an address asks for. What cannot be is not filtered by. */
export function filterOf(
  address: Readonly<Record<keyof DeliveryFilter, string | undefined>>,
): DeliveryFilter {
  return {
    environment: EnvironmentId.safeParse(address.environment).data,
    channel: address.channel || undefined,
    state: DeliveryState.safeParse(address.state).data,
    incident: IncidentId.safeParse(address.incident).data,
  };
}

/** What the API is asked for. */
export function paramsOf(filter: DeliveryFilter): Record<string, string> {
  const given = Object.entries(filter) as [string, string | undefined][];
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Whether both find the same. */
export function isSameFilter(one: DeliveryFilter, other: DeliveryFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
