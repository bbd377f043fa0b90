import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';

/** Remarks that the calm sandbox gives rise to: nothing calls the application, a monitor is new, and no job is set up. */
const CALM: ReadonlySet<string | undefined> = new Set([
  'no-requests',
  'not-checked',
  'monitor-pending',
  'unconfigured',
]);

interface State {
  readonly service: string;
  readonly status: string;
  readonly attention: readonly { readonly reason: { readonly code: string } | null }[];
}

interface Place {
  readonly environment: string;
  readonly service: string;
}

interface OpenIncident extends Place {
  readonly isFlapping: boolean;
  readonly rule: object | null;
}

/**
 * Has a console check what is not well, until all of it is, and no incident is open: the next test begins with a healthy console.
 * A service that is well again waits for a second good check, which for some is minutes away.
 */
export async function recover(request: APIRequestContext, consoleUrl: string): Promise<void> {
  const read = async (path: string): Promise<unknown> =>
    (await request.get(`${consoleUrl}/api/internal/${path}`)).json();
  const unwell = async (): Promise<string[]> => {
    const { environments } = (await read('overview')) as {
      environments: { environment: string; services: State[] }[];
    };
    const placesOf = (isMeant: (state: State) => boolean): Place[] =>
      environments.flatMap(({ environment, services }) =>
        services.filter(isMeant).map(({ service }) => ({ environment, service })),
      );
    const { incidents } = (await read('incidents?state=unresolved&limit=100')) as {
      incidents: OpenIncident[];
    };
    const waiting = placesOf(({ status }) => status === 'up').filter((well) =>
      incidents.some((incident) => endsWithChecks(incident) && isSame(incident, well)),
    );
    const places = [...placesOf(isIll), ...waiting];
    for (const { environment, service } of places) {
      // Asked too soon, the console refuses; the next turn asks again.
      await request.post(`${consoleUrl}/api/internal/environments/${environment}/checks`, {
        data: { service },
      });
    }
    return places.map(({ environment, service }) => `${environment} ${service}`);
  };
  await expect.poll(unwell, { message: 'what is still ill', timeout: 40_000, intervals: [500] }).toEqual([]);
}

function isSame(one: Place, other: Place): boolean {
  return one.environment === other.environment && one.service === other.service;
}

/** What came and went takes its time to settle, and what a rule says is of a longer time. */
function endsWithChecks({ isFlapping, rule }: OpenIncident): boolean {
  return !isFlapping && rule === null;
}

function isIll({ attention }: State): boolean {
  return attention.some(({ reason }) => !CALM.has(reason?.code));
}
