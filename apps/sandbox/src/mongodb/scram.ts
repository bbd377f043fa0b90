import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

const ITERATIONS = 15_000;

/** What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, RFC 7677): enough to check it, not to use it. */
export interface ScramCredentials {
  readonly user: string;
  readonly salt: string;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Derives the credentials of a user. The password has to be ASCII: SASLprep is not applied. */
export function deriveCredentials(user: string, password: string): ScramCredentials {
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  return {
    user,
    salt: salt.toString('base64'),
    storedKey: createHash('sha256').update(clientKey).digest(),
    serverKey: hmac(salted, 'Server Key'),
  };
}

/** One login: the server's side of two rounds of messages. */
export class ScramConversation {
  private readonly credentials: ScramCredentials;
  private readonly user: string;
  private readonly nonce: string;
  private readonly clientFirst: string;
  private readonly serverFirst: string;

  /** Begins with the client's first message, `n,,n=user,r=nonce`. */
  constructor(credentials: ScramCredentials, message: string) {
    const fields = fieldsOf(message);
    this.credentials = credentials;
    this.user = (fields.get('n') ?? '').replaceAll('=2C', ',').replaceAll('=3D', '=');
    this.nonce = `${fields.get('r') ?? ''}${randomBytes(24).toString('base64')}`;
    this.clientFirst = message.slice(message.indexOf('n=', 2));
    this.serverFirst = `r=${this.nonce},s=${credentials.salt},i=${ITERATIONS}`;
  }

  /** The server's first message: the nonce made longer, the salt and the rounds. */
  challenge(): string {
    return this.serverFirst;
  }

  /** The server's own proof for a client that proved to know the password; otherwise nothing. */
  verify(message: string): string | undefined {
    const fields = fieldsOf(message);
    const proof = Buffer.from(fields.get('p') ?? '', 'base64');
    const withoutProof = message.slice(0, message.lastIndexOf(',p='));
    const spoken = `${this.clientFirst},${this.serverFirst},${withoutProof}`;
    const signature = hmac(this.credentials.storedKey, spoken);
    if (this.user !== this.credentials.user || fields.get('r') !== this.nonce) return undefined;
    if (proof.length !== signature.length) return undefined;
    const clientKey = Buffer.from(proof.map((byte, index) => byte ^ (signature[index] ?? 0)));
    const storedKey = createHash('sha256').update(clientKey).digest();
    if (!timingSafeEqual(storedKey, this.credentials.storedKey)) return undefined;
    return `v=${hmac(this.credentials.serverKey, spoken).toString('base64')}`;
  }
}

function fieldsOf(message: string): Map<string, string> {
  return new Map(message.split(',').map((field) => [field.slice(0, 1), field.slice(2)]));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
