import type { ProblemCode } from '@envscope/contracts/index.js';

const gone = 'It does not exist, or no longer does.';
const foreign = 'The server rejects this address. Open the console at its own address.';
const tooMany = 'The limit of {{most}} is reached.';

/** Why the server refused a request, and what to do. */
export const problems = {
  'malformed-request': 'The server could not read the request.',
  'invalid-input': 'The server rejected the request as invalid.',
  'not-signed-in': 'Sign in first.',
  'sign-in-expired':
    'This sign-in took too long, was used already, or began in another browser or at another address. Start again.',
  'sign-in-refused': 'The sign-in was cancelled, or refused by the service that you sign in with.',
  'method-off': 'This console lets nobody in this way. Choose another way to sign in.',
  'account-disabled': 'Your account is disabled. Ask an administrator of the console.',
  'provider-away':
    'The service that you sign in with does not respond to the console. Try again in a moment.',
  'provider-refused':
    'The service that you sign in with and this console do not agree. The console’s log says on what: tell an administrator.',
  'clocks-differ':
    'The clocks of the console and of the service that you sign in with differ too much. Tell an administrator.',
  'not-permitted': 'Your role does not allow this. Ask an administrator of the console.',
  'wrong-credentials': 'The email or the password is wrong.',
  'code-needed': 'Enter the code of your authenticator app.',
  'wrong-code': 'The code is wrong, or was used before. Enter the next one.',
  'passkey-refused': 'The passkey was not accepted. Try again, or sign in another way.',
  'beyond-own-role': 'Nobody can give or take a role that goes beyond their own.',
  'unknown-link': 'The link is no longer valid. Ask for a new one.',
  'unknown-person': gone,
  'unknown-session': gone,
  'unknown-passkey': gone,
  'already-set-up': 'The console has an owner already. Sign in.',
  'email-taken': 'Somebody else has this email already.',
  'person-changed': 'Somebody changed the account in the meantime. Review it, then try again.',
  'last-owner': 'The console needs an owner. Make another person an owner first.',
  'account-elsewhere': 'Your account is not kept in this console, so that it cannot be changed here.',
  'too-many-people': tooMany,
  'too-many-attempts': 'Too many attempts. Try again in {{retryAfterMs}}.',
  'foreign-host': foreign,
  'foreign-origin': foreign,
  'foreign-site': foreign,
  'unknown-route': 'The server does not know this address.',
  'unknown-environment': 'There is no such environment.',
  'unknown-service': 'There is no such service.',
  'unknown-target': 'There is no such target: it may have been removed from the settings.',
  'unknown-incident': gone,
  'unknown-rule': gone,
  'unknown-mute': gone,
  'unknown-delivery': gone,
  'unknown-channel': gone,
  'unknown-heartbeat':
    'No job has this token. It may have been replaced: compare HEARTBEATS_* in the settings.',
  'unknown-api-key': gone,
  'already-acknowledged': 'Already acknowledged by {{by}}.',
  'incident-of-console': 'An incident of the console itself resolves itself once its cause is gone.',
  'incident-resolved': 'The incident is already resolved: no further actions are possible.',
  'too-many-comments': tooMany,
  'rule-changed':
    'Somebody changed the rule in the meantime. Review the current version, then edit it again.',
  'rule-built-in': 'A built-in rule cannot be deleted. Turn it off instead.',
  'rule-not-built-in': 'Only a built-in rule can be reset.',
  'too-many-rules': tooMany,
  'mute-ended': 'It has already ended.',
  'too-many-mutes': tooMany,
  'too-many-api-keys': tooMany,
  'delivery-not-dead': 'Only dead letters can be sent again or dismissed.',
  'channel-rate-limited':
    'The channel asked the console to wait until {{untilAt}}. Sending resumes automatically; an earlier attempt could get the console blocked.',
  'not-leader': 'Another console is the leader and sends the notifications: retry there.',
  'not-configured': 'The service is not configured in this environment.',
  'request-too-slow': 'The request took too long to arrive. Check the connection and try again.',
  'body-too-large': 'The request is too large.',
  'body-not-json': 'The request is not JSON.',
  'too-soon': 'Too soon after the last request. Try again in {{retryAfterMs}}.',
  'too-many-requests': 'Too many requests at once. Try again in a moment.',
  'too-many-streams':
    'Too many live connections from this address. Close tabs or browsers that nobody uses; the page retries.',
  'headers-too-large': 'The headers of the request are too large: delete the cookies of this site.',
  'internal-error': 'The console’s server failed. Its log says why.',
  'service-unavailable': 'The service did not respond to the console.',
  'store-failing':
    'The console’s store is failing: history cannot be read and changes are refused until it recovers.',
  busy: 'The console is busy. Try again in a moment.',
} as const satisfies Record<ProblemCode, string>;
