/** Words of the services' own cards and pages. */
export const services = {} as const;
