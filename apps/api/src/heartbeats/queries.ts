import * as z from 'zod';

/** Which of its runs a job reports. */
export const RunQuery = z.strictObject({
  run: z
    .string()
    .regex(/^[\w.:-]{1,64}$/, 'Up to 64 letters, digits and . _ : -')
    .optional()
    .meta({
      description: 'Names the run, so that runs that overlap are distinguished and a repeated start is one',
    }),
});
export type RunQuery = z.infer<typeof RunQuery>;
