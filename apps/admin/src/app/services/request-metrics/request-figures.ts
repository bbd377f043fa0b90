import type { RequestMetricsSnapshot, RequestWindow } from '@envscope/contracts/index.js';
import type { ServiceFigure } from '../figure-writer';

/** What the figures are of: the window of now, and all that was counted. */
export interface CountedRequests {
  /** Null before there are two samples. */
  readonly window: RequestWindow | null;
  /** Null until they were read. */
  readonly totals: Pick<RequestMetricsSnapshot, 'totalRequests' | 'endpointsCount'> | null;
}

type RequestFigure = ServiceFigure<CountedRequests>;

/** Why a figure of the window is absent: the window saw no request, or there is no window yet. */
const noRequests = ({ window }: CountedRequests) =>
  window === null ? 'services.absent.twoSamples' : 'services.absent.noRequests';

export const WINDOW_FIGURES: readonly RequestFigure[] = [
  {
    label: 'measurements.errorRatio',
    value: ({ window }) => window?.errorRatio,
    unit: 'ratio',
    absent: noRequests,
    measurement: 'errorRatio',
  },
  {
    label: 'measurements.availabilityRatio',
    value: ({ window }) => window?.availabilityRatio,
    unit: 'ratio',
    absent: noRequests,
  },
  {
    label: 'services.requests.requests',
    value: ({ window }) => {
      const rate = window?.requestsPerSecond ?? null;
      return rate === null ? null : rate * 60;
    },
    unit: 'per-minute',
    absent: noRequests,
  },
];

export const PAGE_FIGURES: readonly RequestFigure[] = [
  ...WINDOW_FIGURES,
  {
    label: 'services.requests.serverErrors',
    value: ({ window }) => window?.serverErrors,
    absent: noRequests,
  },
  {
    label: 'services.requests.clientErrors',
    value: ({ window }) => window?.clientErrors,
    absent: noRequests,
  },
  { label: 'services.requests.total', value: ({ totals }) => totals?.totalRequests },
  { label: 'services.endpoints.endpoints', value: ({ totals }) => totals?.endpointsCount },
];
