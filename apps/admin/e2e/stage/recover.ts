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
  readonly attention: readonly { readonly reason: { readonly code: string } | null }[];
}

/** Has a console check what is not well, until all of it is: the next test begins with a healthy console. */
export async function recover(request: APIRequestContext, consoleUrl: string): Promise<void> {
  const unwell = async (): Promise<string[]> => {
    const answer = await request.get(`${consoleUrl}/api/internal/overview`);
    const { environments } = (await answer.json()) as {
      environments: { environment: string; services: State[] }[];
    };
    const ill = environments.flatMap(({ environment, services }) =>
      services.filter(isIll).map(({ service }) => ({ environment, service })),
    );
    for (const { environment, service } of ill) {
      // Asked too soon, the console refuses; the next turn asks again.
      await request.post(`${consoleUrl}/api/internal/environments/${environment}/checks`, {
        data: { service },
      });
    }
    return ill.map(({ environment, service }) => `${environment} ${service}`);
  };
  await expect.poll(unwell, { message: 'what is still ill', timeout: 40_000, intervals: [500] }).toEqual([]);
}

function isIll({ attention }: State): boolean {
  return attention.some(({ reason }) => !CALM.has(reason?.code));
}
