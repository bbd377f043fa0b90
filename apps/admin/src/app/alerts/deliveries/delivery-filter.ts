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
