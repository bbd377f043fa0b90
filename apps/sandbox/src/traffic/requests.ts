import type { Story } from '../story.ts';

/** One request that the demo's application has answered. */
export interface AnsweredRequest {
  /** `METHOD:route`, with the route's parameters by name. */
  readonly endpoint: string;
  readonly statusCode: number;
  readonly responseSeconds: number;
}

interface Route {
  readonly endpoint: string;
  /** How often it is called, in relation to the others. */
  readonly weight: number;
  readonly usualSeconds: number;
  readonly successCode?: number;
}

const SLOW_ROUTE = 'GET:/api/reports/sales';
const FLAKY_ROUTE = 'GET:/api/search';

const ROUTES: readonly [Route, ...Route[]] = [
  { endpoint: 'GET:/api/products', weight: 22, usualSeconds: 0.06 },
  { endpoint: 'GET:/api/products/:id', weight: 28, usualSeconds: 0.035 },
  { endpoint: FLAKY_ROUTE, weight: 12, usualSeconds: 0.18 },
  { endpoint: 'GET:/api/cart', weight: 12, usualSeconds: 0.04 },
  { endpoint: 'POST:/api/cart/items', weight: 6, usualSeconds: 0.075, successCode: 201 },
  { endpoint: 'GET:/api/orders', weight: 5, usualSeconds: 0.11 },
  { endpoint: 'GET:/api/orders/:id', weight: 6, usualSeconds: 0.07 },
  { endpoint: 'POST:/api/orders', weight: 3, usualSeconds: 0.32, successCode: 201 },
  { endpoint: 'POST:/api/sessions', weight: 4, usualSeconds: 0.24, successCode: 201 },
  { endpoint: SLOW_ROUTE, weight: 2, usualSeconds: 0.7 },
];

/** Each route as often as it weighs, so that an even draw gives the right mix. */
const DRAW = ROUTES.flatMap((route) => Array.from({ length: route.weight }, () => route));
const PER_SECOND_AT_PEAK: Readonly<Record<string, number>> = { dev: 1.5, staging: 3, prod: 6 };

/** The requests of one second, a pure function of the story: `atMs` is that second, `elapsedMs` its place in the story. */
export function requestsIn(
  story: Story,
  environment: string,
  atMs: number,
  elapsedMs: number,
): AnsweredRequest[] {
  const luck = (aspect: string) => story.noise(`${environment} traffic ${aspect}`, atMs);
  const expected = (PER_SECOND_AT_PEAK[environment] ?? 2) * story.load(environment, atMs);
  const count = Math.floor(expected + luck('count'));
  return Array.from({ length: count }, (_, index) => {
    const route = DRAW[Math.floor(luck(`route ${index}`) * DRAW.length)] ?? ROUTES[0];
    const statusCode = statusOf(
      route,
      luck(`status ${index}`),
      failureShare(story, environment, route, elapsedMs),
    );
    const isSlow = environment === 'prod' && story.isHappening('prod-slow-endpoint', elapsedMs);
    const factor = isSlow && route.endpoint === SLOW_ROUTE ? 6 : 1;
    const seconds = route.usualSeconds * factor * stretch(luck(`time ${index}`));
    return { endpoint: route.endpoint, statusCode, responseSeconds: Number(seconds.toFixed(4)) };
  });
}

/** The share of requests that the server fails to answer. */
function failureShare(story: Story, environment: string, { endpoint }: Route, elapsedMs: number): number {
  if (environment === 'staging' && story.isHappening('staging-error-spike', elapsedMs)) return 0.4;
  const isFlaky = environment === 'dev' && story.isHappening('dev-flaky-endpoint', elapsedMs);
  return isFlaky && endpoint === FLAKY_ROUTE ? 0.5 : 0.004;
}

function statusOf({ endpoint, successCode = 200 }: Route, luck: number, failures: number): number {
  if (luck < failures) return luck < failures / 4 ? 503 : 500;
  const rest = (luck - failures) / (1 - failures);
  if (rest < 0.008 && endpoint.endsWith(':id')) return 404;
  if (rest < 0.03 && endpoint === 'POST:/api/sessions') return 401;
  return rest < 0.006 ? 400 : successCode;
}

/** Most requests take about as long as usual, a few several times as long: a long tail, as times of answers have. */
function stretch(luck: number): number {
  return 0.6 + 0.5 * luck + 0.12 / (1.004 - luck);
}
