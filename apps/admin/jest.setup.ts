import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

/** jsdom has none of these; uPlot, the CDK and `@defer (on viewport)` ask for them. */
class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.assign(globalThis, {
  matchMedia: (media: string) => ({
    media,
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }),
  ResizeObserver: SilentObserver,
  IntersectionObserver: SilentObserver,
});

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
