/** Words of the page about workers and the locations from which they check. */
export const workers = {
  lead: 'Workers check endpoints in place of the console, also from other locations than the console’s.',
  copy: 'Copy command',
  queue: {
    heading: 'Queue',
    connecting: 'Connecting…',
    answering: 'Connected',
    away: 'Away',
    awayFor: 'Away for',
    awayNote:
      'The console checks everything itself until the queue is back, and nothing comes from locations meanwhile. Check the Redis of QUEUE_URL.',
    rival: 'Shared with another console',
    noLocation: 'none',
    rivalNote:
      'Another console, {{name}}, has used this queue with other settings since {{since}}, so that each removes checks that the other has scheduled. Its locations: {{locations}}. Give one of them a QUEUE_PREFIX of its own, or both the same settings.',
    elsewhere: 'Another console is the leader: only there it is known which workers there are.',
    checks: 'Targets that workers check',
    standIns: 'Checked by the console itself',
    standInsValue: '{{count}} in the last minute',
    standInsNote: 'The console checks what no worker has brought within one and a half intervals.',
    commands: 'Redis commands',
    commandsValue: 'up to {{count}} a month',
    commandsNote: 'Calculated, for one worker in each location; each further worker adds 6 million.',
  },
  none: {
    title: 'No queue is set',
    note: 'The console checks everything itself. Workers are for more endpoints than one process can check, and for checks from several places. Set the address of a Redis, restart the console, and start workers with the same settings:',
    more: 'LOCATIONS lists the places, LOCATION names the one where a worker runs. More in docs/workers.md.',
  },
  location: {
    without: 'Without a location',
    working: 'Working',
    waiting: 'Waiting for the first result',
    silent: 'Silent',
    unstaffed: 'No worker',
    impaired: 'Needs attention',
    idle: 'Nothing to check',
    unheard: 'Not heard',
    checks: 'Targets',
    brought: 'Last result',
    neverBrought: 'None since the console started or became the leader',
    workers: 'Workers: {{location}}',
    silentFor: 'Nothing has come from here for {{duration}}.',
    start: 'No worker runs here. Start one, with the settings of the console:',
    blind: 'Its workers cannot reach the network.',
    lacking: 'The settings of its workers lack the targets to check.',
    why: 'Its workers respond but bring no result: their log says why.',
    meaning: 'The other locations decide without it; what none of them brings the console checks itself.',
    meaningAlone: 'The console checks these targets itself meanwhile.',
    idleNote: 'No target is checked from here: add it to LOCATIONS, or to the targets in endpoints.json.',
  },
  worker: {
    silent: 'Silent',
    working: 'Working',
    impaired: 'Needs attention',
    since: 'Heard since',
    heard: 'Last heard',
    rate: 'Checks per minute',
    blind:
      'It has not reached the network since {{since}}, and reports public targets as unknown. Check its connection, DNS and proxy.',
    lacks:
      'Its settings lack {{count}} {{count|target|targets}}: {{names}}. Give it the settings of the console, and restart it.',
    lacksMore:
      'Its settings lack {{count}} {{count|target|targets}}: {{names}} and more. Give it the settings of the console, and restart it.',
    otherSettings:
      'Its check intervals or deadlines differ from the console’s: give it the same settings, and restart it.',
  },
} as const;
