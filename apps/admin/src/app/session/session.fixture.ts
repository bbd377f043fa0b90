import type { Grant, SessionView } from '@envscope/contracts/index.js';

/** What the API says of Minji, who is signed in with these roles. */
export function sessionView(grants: readonly Grant[], changes: Partial<SessionView> = {}): SessionView {
  return {
    state: 'signed-in',
    person: { id: 'minji', name: 'Minji', email: 'minji@example.com', kind: 'person' },
    grants: [...grants],
    methods: { password: true, passkey: false, oidc: null },
    isSecondFactorOn: false,
    canSignOut: true,
    ...changes,
  };
}
