/** Words of the pages about incidents. */
export const incidents = { title: 'Incidents' } as const;
