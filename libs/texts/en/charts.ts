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
  link: {
    copy: 'Copy link',
    copied: 'Copied, with this period',
  },
} as const;
