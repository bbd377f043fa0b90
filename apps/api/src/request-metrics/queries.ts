import { EndpointKey } from '@envscope/contracts/index.js';
import * as z from 'zod';
import { wholeNumber } from '../http/input/query-parts.js';

export const WindowQuery = z.strictObject({ minutes: wholeNumber(1, 1_440, 15) });
export type WindowQuery = z.infer<typeof WindowQuery>;

export const EndpointQuery = z.strictObject({ endpoint: EndpointKey });
export type EndpointQuery = z.infer<typeof EndpointQuery>;

export const SlowRequestsQuery = z.strictObject({ limit: wholeNumber(1, 100, 50) });
export type SlowRequestsQuery = z.infer<typeof SlowRequestsQuery>;

export const TimeSeriesQuery = z.strictObject({
  endpoint: z.optional(EndpointKey),
  minutes: wholeNumber(1, 1_440, 60),
});
export type TimeSeriesQuery = z.infer<typeof TimeSeriesQuery>;

export const PopularQuery = z.strictObject({ limit: wholeNumber(1, 50, 10) });
export type PopularQuery = z.infer<typeof PopularQuery>;
