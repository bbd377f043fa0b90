import * as z from 'zod/mini';

/** What a start with the settings will show: the console's server says it to `npm start`. */
export const Outlook = z.object({
  /** Whose services they are: all the sandbox's, some of them, none; `empty` where none is configured. */
  kind: z.enum(['demo', 'mixed', 'real', 'empty']),
  /** Services and channels that are not the sandbox's: `redis (dev)`. */
  real: z.array(z.string()),
  /** The demo has a folder of its own, so that its data never stand beside real ones. */
  dataDir: z.string(),
  /** Whether a demo begins there, with nothing that it could show. */
  isNew: z.boolean(),
  /** Where values of one's own belong. */
  settingsFile: z.string(),
  url: z.string(),
});
export type Outlook = z.infer<typeof Outlook>;
