/** Words of the messages that the console sends to a channel. */
export const messages = {
  /** The environment comes first: a phone shows little more. */
  title: '{{mark}} {{environment}}: {{headline}}',
  /** Beside each word for a state, so that it is seen before it is read. */
  mark: {
    failing: '🔴',
    degraded: '🟠',
    unknown: '⚪',
    healthy: '🟢',
    reminder: '🔔',
    test: '🔧',
  },
  named: '{{label}} ({{service}})',
  several: '{{service}} ({{count}} {{count|target|targets}})',
  /** What is wrong now, as a headline: it fits one and many. */
  open: {
    failing: '{{what}} down',
    degraded: '{{what}} degraded',
    unknown: '{{what}}: cannot tell',
  },
  /** The same, once more. */
  still: {
    failing: '{{what}} still down',
    degraded: '{{what}} still degraded',
    unknown: '{{what}}: still cannot tell',
  },
  over: {
    recovered: '{{what}} recovered',
    'by-hand': '{{what}}: resolved by hand',
    paused: '{{what}}: paused',
    gone: '{{what}}: no longer watched',
    'rule-changed': '{{what}}: the rule was changed',
  },
  /** An incident that was over before it could be told. */
  brief: '{{what}}: a short incident, over after {{duration}}',
  flapping: '{{what}} flapping',
  rule: '{{rule}} – {{what}}',
  ruleStill: '{{rule}} – {{what}}, still',
  ruleOver: '{{rule}} – {{what}}: over',
  /** `start` and `end` are moments, `ago` is "3 minutes ago". */
  since: '{{start}} ({{ago}})',
  span: '{{start}} – {{end}}, {{duration}}',
  member: '{{mark}} {{what}}: {{reason}}',
  more: '… and {{count}} more',
  /** Above the names of what fails because of it. */
  consequences: 'Fails along with it: {{names}}',
  /** `what` and how many of it. */
  counted: '{{what}} ({{count}})',
  /** Above the names of what fails alike; `what` is the reason. */
  alike: '{{mark}} {{what}}',
  flappingNote: 'Nothing more is told of it until it settles.',
  noted: '{{name}}: {{note}}',
  fact: {
    since: 'Since',
    severity: 'Severity',
    acknowledged: 'Acknowledged by',
    cause: 'What was seen',
    lasted: 'Lasted',
    resolvedBy: 'Resolved by',
  },
  digest: {
    down: '{{count}} {{count|target|targets}} down',
    troubled: '{{count}} {{count|target|targets}} in trouble',
    over: '{{count}} {{count|incident|incidents}} over',
    still: '{{count}} {{count|incident|incidents}} still open',
    opened: 'New: {{count}}',
    changed: 'Worse: {{count}}',
    reminder: 'Still open: {{count}}',
    resolved: 'Resolved: {{count}}',
    brief: 'Over already: {{count}}',
    line: '{{mark}} {{what}}, {{ago}}',
    because: '{{mark}} {{what}}, {{ago}}: {{reason}}',
    link: 'All incidents of {{environment}}',
  },
  link: {
    incident: 'Incident',
    vendor: 'Open {{service}}',
  },
  impaired: 'The console cannot write to its store: this may be missing from the history.',
  test: {
    headline: 'Test message',
    text: 'Alerts of {{environment}} arrive here.',
  },
} as const;
