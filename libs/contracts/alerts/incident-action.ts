import * as z from 'zod/mini';
import { typedLine, typedText } from '../values/typed-text.js';

// Apart from the incident itself, which the console's first page reads.

/** A person's name as it is given; what was kept before may hold more. */
export const GivenName = typedLine(80).register(z.globalRegistry, { id: 'GivenName', example: 'Minji' });

/**
 * In whose name something is done. Whoever signed in acts in their own, whatever is given; where nobody has to sign in, it is
 * to be given.
 */
export const ActingName = z.optional(GivenName);

/** What is done, by whom. */
export type Named<T> = Omit<T, 'by'> & { readonly by: string };

const givenNote = typedText(2_000);

/** Body of what a person does to an incident: acknowledge, resolve by hand. */
export const IncidentAction = z
  .strictObject({ by: ActingName, note: z._default(givenNote, '') })
  .register(z.globalRegistry, { id: 'IncidentAction' });
export type IncidentAction = z.infer<typeof IncidentAction>;

export const IncidentComment = z
  .strictObject({ by: ActingName, note: givenNote.check(z.minLength(1)) })
  .register(z.globalRegistry, { id: 'IncidentComment' });
export type IncidentComment = z.infer<typeof IncidentComment>;
