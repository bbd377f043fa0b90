/** What measured figures are called, by measurement name. A name that is missing here is shown as it is, spelled out. */
export const measurements = {
  latencyMs: 'Response time',
} as const;
