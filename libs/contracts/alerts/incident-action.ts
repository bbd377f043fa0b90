import * as z from 'zod';
import { typedLine, typedText } from '../typed-text.js';

// Apart from the incident itself, which the console's first page reads.

/** A person's name as it is given; what was kept before may hold more. */
export const GivenName = typedLine(80).meta({ id: 'GivenName', example: 'Minji' });

const givenNote = typedText(2_000);

/** Body of what a person does to an incident: acknowledge, resolve by hand. */
export const IncidentAction = z
  .strictObject({ by: GivenName, note: givenNote.default('') })
  .meta({ id: 'IncidentAction' });
export type IncidentAction = z.infer<typeof IncidentAction>;

export const IncidentComment = z
  .strictObject({ by: GivenName, note: givenNote.min(1) })
  .meta({ id: 'IncidentComment' });
export type IncidentComment = z.infer<typeof IncidentComment>;
