/** Words of charts: the time that they show, what is marked in them, and environments side by side. */
export const charts = {
  range: {
    own: 'Own period',
    from: 'From',
    to: 'To',
    show: 'Show',
    note: 'Your local time ({{zone}}). Results are kept for seven days.',
    missing: 'Enter both moments.',
    reversed: 'The period ends before it starts.',
    'too-long': 'The period is longer than the seven days that are kept.',
    over: 'Results are kept for seven days: those of this period are gone.',
  },
  marks: {
    label: 'Marked in the charts',
    none: 'No incidents, releases or deploys in this period',
    failed: 'Incidents and releases could not be loaded.',
    cut: 'Only the newest 200 incidents of the last seven days are marked.',
    close: 'Close',
    incident: 'Incident: {{name}} – {{reason}}',
    release: 'Release {{name}}',
    deploy: 'Deploy {{name}}',
    incidentCount: '{{count}} {{count|incident|incidents}}',
    releaseCount: '{{count}} {{count|release|releases}}',
    deployCount: '{{count}} {{count|deploy|deploys}}',
  },
  link: {
    copy: 'Copy link',
    copied: 'Copied, with this period',
  },
} as const;
