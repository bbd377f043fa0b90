/** Whether this browser can make and use passkeys: over TLS, or on this computer. */
export function arePasskeysPossible(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    typeof (PublicKeyCredential as Partial<typeof PublicKeyCredential>).parseRequestOptionsFromJSON ===
      'function'
  );
}

/** Has the person use a passkey for what the server asks. Rejects where they do not. */
export async function usePasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

/** Has the person make a passkey as the server asks. Rejects where they do not. */
export async function makePasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

function jsonOf(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('The browser gave no passkey');
  return credential.toJSON();
}
