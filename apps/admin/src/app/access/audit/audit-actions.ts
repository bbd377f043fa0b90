import type { Words } from '../../language/words';

/** Operations of the API that are audited, and what the console itself does, in the order that a reader chooses from. */
export const AUDITED = [
  'acknowledgeIncident',
  'commentOnIncident',
  'resolveIncident',
  'addMute',
  'endMute',
  'checkNow',
  'createRule',
  'changeRule',
  'deleteRule',
  'resetRule',
  'replayDelivery',
  'replayDeliveries',
  'dismissDelivery',
  'dismissDeliveries',
  'testChannel',
  'retryChannel',
  'restoreDataFile',
  'signIn',
  'signInByPasskey',
  'signInByOidc',
  'signInByProxy',
  'signOut',
  'makeOwner',
  'useLink',
  'changePassword',
  'turnOnSecondFactor',
  'turnOffSecondFactor',
  'renewRecoveryCodes',
  'endSession',
  'endOtherSessions',
  'invitePerson',
  'changePerson',
  'linkPerson',
  'deletePerson',
  'makeApiKey',
  'revokeApiKey',
  'audit',
  'auditExport',
  'pruneAudit',
  'several',
  'request',
] as const;

type Audited = (typeof AUDITED)[number];

/** What was done, in words; by the operation's name where that has none yet. */
export function actionInWords(action: string, words: Words): string {
  return isKnown(action) ? words.say(`audit.actions.${action}`) : action;
}

function isKnown(action: string): action is Audited {
  return AUDITED.some((known) => known === action);
}
