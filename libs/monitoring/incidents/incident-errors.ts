/** No incident has this id. */
export class UnknownIncident extends Error {
  constructor(readonly incidentId: string) {
    super(`There is no incident ${incidentId}`);
    this.name = 'UnknownIncident';
  }
}

/** The incident is resolved: nothing can be done to it any more. */
export class IncidentOver extends Error {
  constructor(readonly incidentId: string) {
    super(`Incident ${incidentId} is resolved`);
    this.name = 'IncidentOver';
  }
}

/** Somebody has acknowledged the incident before. */
export class AlreadyAcknowledged extends Error {
  constructor(
    readonly incidentId: string,
    readonly by: string,
  ) {
    super(`Incident ${incidentId} is acknowledged`);
    this.name = 'AlreadyAcknowledged';
  }
}
