import { DeliveryState, EnvironmentId, IncidentId } from '@envscope/contracts/index.js';

/** Which deliveries a reader wants to see, as the address has it; absent is all. */
export interface DeliveryFilter {
  readonly environment?: EnvironmentId | undefined;
  readonly channel?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly incident?: IncidentId | undefined;
}

/** States by the names that they had before: in links of old messages and bookmarks. */
const EARLIER_STATES: Readonly<Record<string, string>> = { waiting: 'queued', sent: 'delivered' };

/** The filter that an address asks for. What cannot be is not filtered by. */
export function filterOf(
  address: Readonly<Record<keyof DeliveryFilter, string | undefined>>,
): DeliveryFilter {
  return {
    environment: EnvironmentId.safeParse(address.environment).data,
    channel: address.channel || undefined,
    state: stateOf(address.state),
    incident: IncidentId.safeParse(address.incident).data,
  };
}

function stateOf(written = ''): DeliveryState | undefined {
  const { data } = DeliveryState.safeParse(EARLIER_STATES[written]);
  return data ?? DeliveryState.safeParse(written).data;
}
