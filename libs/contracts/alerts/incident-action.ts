import * as z from 'zod/mini';
import { typedLine, typedText } from '../values/typed-text.js';

// Apart from the incident itself, which the console's first page reads.

/** A person's name as it is given; what was kept before may hold more. */
export const GivenName = typedLine(80).register(z.globalRegistry, { id: 'GivenName', example: 'Minji' });

const givenNote = typedText(2_000);

/** Body of what a person does to an incident: acknowledge, resolve by hand. */
export const IncidentAction = z
  .strictObject({ by: GivenName, note: z._default(givenNote, '') })
  .register(z.globalRegistry, { id: 'IncidentAction' });
export type IncidentAction = z.infer<typeof IncidentAction>;

export const IncidentComment = z
  .strictObject({ by: GivenName, note: givenNote.check(z.minLength(1)) })
  .register(z.globalRegistry, { id: 'IncidentComment' });
export type IncidentComment = z.infer<typeof IncidentComment>;
