import type { Incident, Instant } from '@envscope/contracts/index.js';

/** No incident has this id. */
export class UnknownIncident extends Error {
  constructor(readonly incidentId: string) {
    super(`There is no incident ${incidentId}`);
    this.name = 'UnknownIncident';
  }
}

/** The incident is resolved: nothing can be done to it any more. */
export class IncidentOver extends Error {
  /** Who resolved it by hand; null where it ended by itself. */
  readonly by: string | null;

  constructor(
    readonly incident: Incident,
    readonly at: Instant,
  ) {
    super(`Incident ${incident.id} is resolved`);
    this.name = 'IncidentOver';
    const end = incident.timeline.findLast(({ kind }) => kind === 'resolved');
    this.by = end?.kind === 'resolved' ? end.by : null;
  }
}

/** People have said as much of the incident as is kept. */
export class TooManyComments extends Error {
  constructor(readonly most: number) {
    super(`The incident has ${most} comments already`);
    this.name = 'TooManyComments';
  }
}

/** Somebody has acknowledged the incident before. */
export class AlreadyAcknowledged extends Error {
  readonly by: string;
  readonly at: Instant;

  constructor(
    readonly incident: Incident,
    { by, at }: NonNullable<Incident['acknowledgement']>,
  ) {
    super(`Incident ${incident.id} is acknowledged`);
    this.name = 'AlreadyAcknowledged';
    this.by = by;
    this.at = at;
  }
}
