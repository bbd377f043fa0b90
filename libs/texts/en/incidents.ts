import type { Resolution, TimelineEntry } from '@envscope/contracts/index.js';

/** What no language may leave out: each thing that happens in an incident, and each way in which it ends. */
interface Words {
  readonly timeline: Readonly<Record<TimelineEntry['kind'], string>>;
  readonly ending: Readonly<Record<Resolution, string>>;
}

/** Words of the pages about incidents. */
export const incidents = {
  filter: {
    label: 'Filter incidents',
    allEnvironments: 'All environments',
    allServices: 'All services',
    allStates: 'All states',
    allSeverities: 'All severities',
    always: 'All time',
    day: 'Last 24 hours',
    week: 'Last 7 days',
    month: 'Last 30 days',
    rule: 'Rule {{id}}',
    clear: 'Clear filters',
  },
  list: {
    calm: 'No open incidents',
    calmNote: 'Nothing needs attention right now.',
    nothing: 'No incidents yet',
    noMatch: 'No matching incidents',
  },
  mark: {
    flapping: 'Flapping',
    flappingNote: 'The state keeps changing; no further notifications until it settles',
    targets: '{{count}} {{count|target|targets}}',
    failing: '{{failing}} of {{count}} with problems',
    was: 'was: {{state}}',
    ongoing: 'ongoing',
    possiblyRepeated: 'Possible duplicate',
    possiblyRepeatedNote:
      'The outcome of an earlier attempt is unknown, so the channel may show the message twice',
  },
  detail: {
    olderMessages: 'Show older notifications',
    back: 'All incidents',
    service: 'Open {{service}}',
    since: 'Since',
    opened: 'Opened',
    resolved: 'Resolved',
    worst: 'Worst state',
    rule: 'Rule',
    firstCause: 'First cause',
    members: 'Targets',
    own: 'Targets with problems',
    dependents: 'Dependent targets',
    dependentsNote: 'They depend on the targets above.',
    timeline: 'Timeline',
    omitted: '{{count}} {{count|entry|entries}} omitted here',
    checks: 'Checks around the start',
    noChecks: 'No checks kept',
    deliveries: 'Notifications',
    message: 'Notification',
    attempts: 'Attempts',
    notNotified: 'Nobody was notified: no channel matches.',
    notNotifiedYet: 'Nobody can be notified without a network: the channels are notified once it is back.',
    notNotifiedMuted: 'Nobody was notified: it is muted.',
    reconnected: 'The network is back',
    notObserved: '{{count}} {{count|check was|checks were}} not observed',
    unknown: 'Incident not found',
  },
  timeline: {
    opened: 'Opened',
    joined: 'Target added',
    changed: '{{from}} → {{to}}',
    'member-recovered': 'Recovered',
    flapping: 'Flapping: no notifications until it settles',
    settled: 'Settled',
    acknowledged: 'Acknowledged by {{name}}',
    commented: 'Comment by {{name}}',
    muted: 'Muted by a maintenance window or a silence',
    unmuted: 'Unmuted',
    repeated: 'Reminder: nobody has acknowledged it',
    resolved: 'Resolved',
  },
  dependent: 'Dependent target affected',
  resolvedBy: 'Resolved by {{name}}',
  ending: {
    recovered: 'All targets recovered',
    'by-hand': 'Resolved manually',
    paused: 'The targets were paused',
    gone: 'The targets are no longer monitored',
    'rule-changed': 'The alert rule was changed',
  },
  action: {
    heading: 'Actions',
    note: 'Note',
    noteHint: 'Optional, but required for a comment: findings, steps taken.',
    comment: 'Comment',
    resolve: 'Resolve manually…',
    confirm: 'Resolve this incident?',
    meaning:
      'Resolving manually notifies the channel. Targets that still have problems open a new incident only after they have recovered and have one again.',
    ownMeaning: 'It resolves itself once the console reaches the network again.',
    confirmed: 'Yes, resolve',
  },
} as const satisfies Words & Readonly<Record<string, string | object>>;
