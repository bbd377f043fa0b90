/** Names of fields whose values are credentials. */
const SECRET_FIELD = /pass|pwd|secret|token|key|auth|credential|otp|pin$/i;

/** What must not leave of a body that settings have sent: all of it, and the credentials in its JSON or form. */
export function secretsOfBody(body: string | undefined): readonly string[] {
  return body === undefined ? [] : [body, ...leavesOf(parsed(body), '')];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}

function leavesOf(value: unknown, name: string): string[] {
  if (typeof value === 'string') return SECRET_FIELD.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // Entries of a list go by the list's name.
  return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, Array.isArray(value) ? name : key));
}
