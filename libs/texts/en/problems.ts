import type { ProblemCode } from '@envscope/contracts/index.js';

const gone = 'There is no such thing, or no longer.';
const foreign = 'The server refuses this address. Open the console under its own one.';
const tooMany = 'There are {{most}} already, and more cannot be kept.';

/** Why the server refused a request, and what to do. */
export const problems = {
  'malformed-request': 'The server could not read the request.',
  'invalid-input': 'The server refused the request as invalid.',
  'foreign-host': foreign,
  'foreign-origin': foreign,
  'foreign-site': foreign,
  'unknown-route': 'The server has no such address.',
  'unknown-environment': 'There is no such environment.',
  'unknown-service': 'There is no such service.',
  'unknown-incident': gone,
  'unknown-rule': gone,
  'unknown-mute': gone,
  'unknown-delivery': gone,
  'unknown-channel': gone,
  'already-acknowledged': '{{by}} has acknowledged it already.',
  'incident-resolved': 'The incident is resolved and cannot be changed any more.',
  'too-many-comments': tooMany,
  'rule-changed': 'Somebody has changed the rule meanwhile. Look at it as it is now, then change it.',
  'rule-built-in': 'A built-in rule cannot be deleted. Turn it off instead.',
  'rule-not-built-in': 'Only a built-in rule can be reset.',
  'too-many-rules': tooMany,
  'mute-ended': 'It has ended already.',
  'too-many-mutes': tooMany,
  'delivery-not-dead': 'Only a message that was given up can be sent again.',
  'channel-rate-limited':
    'The channel accepts no messages until {{untilAt}}. The console sends then by itself; trying sooner could get it blocked.',
  'not-leader': 'Another console sends the alerts: open that one to try again.',
  'not-configured': 'The service is not configured in this environment.',
  'body-too-large': 'The request is too large.',
  'body-not-json': 'The request is not JSON.',
  'too-soon': 'Asked a moment ago. Try again in {{retryAfterMs}}.',
  'too-many-requests': 'Too much was asked at once. Try again in a moment.',
  'internal-error': 'The console’s server failed. Its log says why.',
  'service-unavailable': 'The service did not answer the console.',
  'store-failing':
    'The console’s store fails: history cannot be read, and nothing can be changed until it works again.',
  busy: 'The console is busy. Try again in a moment.',
} as const satisfies Record<ProblemCode, string>;
