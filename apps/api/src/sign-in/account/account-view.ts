import type { Account, SessionItem } from '@envscope/contracts/index.js';
import type { PersonRecord } from '@envscope/store/access/person-record.js';
import type { SessionRecord } from '@envscope/store/access/session-store.js';

/** What a person sees of their own account. */
export function accountOf(
  person: PersonRecord,
  sessions: readonly SessionRecord[],
  currentId: string,
): Account {
  return {
    hasPassword: person.password !== null,
    isSecondFactorOn: person.secondFactor !== null,
    recoveryCodesLeft: person.secondFactor?.recoveryCodes.length ?? 0,
    passkeys: person.passkeys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt })),
    sessions: sessions.map((session) => itemOf(session, currentId)),
  };
}

function itemOf(session: SessionRecord, currentId: string): SessionItem {
  const { id, method, createdAtMs, seenAtMs, endsAtMs, address, agent } = session;
  const [createdAt, seenAt, endsAt] = [createdAtMs, seenAtMs, endsAtMs].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string, string];
  return { id, method, createdAt, seenAt, endsAt, address, agent, isCurrent: id === currentId };
}
