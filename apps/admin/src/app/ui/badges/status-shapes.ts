import type { CheckStatus } from '@envscope/contracts/index.js';

/** A drawing on a grid of 16: an outline that differs from those of all other statuses without its colour, and a mark in it. */
export interface StatusShape {
  readonly outline: string;
  readonly mark: string;
  /** Statuses that call nobody are drawn hollow. */
  readonly isFilled: boolean;
}

const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z';

/** One shape per status, for the page and for the tab's icon. */
export const STATUS_SHAPES: Readonly<Record<CheckStatus, StatusShape>> = {
  down: {
    outline: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z',
    mark: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
    isFilled: true,
  },
  degraded: { outline: 'M8 1.8 14.8 13.8H1.2Z', mark: 'M8 6.2v3.4M8 11.6v.1', isFilled: true },
  unknown: {
    outline: 'M8 1.3 14.7 8 8 14.7 1.3 8Z',
    mark: 'M6.7 6.5a1.35 1.35 0 1 1 2 1.2c-.5.3-.7.5-.7 1M8 10.7v.1',
    isFilled: false,
  },
  up: { outline: CIRCLE, mark: 'M5.1 8.2l2 2 3.8-4.2', isFilled: true },
  paused: { outline: CIRCLE, mark: 'M6.5 5.8v4.4M9.5 5.8v4.4', isFilled: false },
  unconfigured: { outline: 'M2 2h12v12H2Z', mark: 'M8 5.4v5.2M5.4 8h5.2', isFilled: false },
};
