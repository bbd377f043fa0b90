import { Refusal } from '@envscope/contracts/index.js';
import { Injectable } from '@nestjs/common';
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** Cost of a hash: 32 MiB and about a fifth of a second, as OWASP asks for. */
const PRESENT = { logN: 15, r: 8, p: 3 } as const;
const KEY_LENGTH = 32;
const MAX_MEMORY = 128 * 1024 * 1024;

/** What is hashed at a time, and what may wait for it: a flood of sign-ins must not take the memory. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 32;

interface Hash {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Hashes passwords by scrypt, few at a time. A hash names its own parameters, so that these can grow. */
@Injectable()
export class PasswordHashes {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Compared with where there is nothing to compare with, so that both take as long. */
  private readonly nobody = `scrypt$${PRESENT.logN}$${PRESENT.r}$${PRESENT.p}$${randomBytes(16).toString('base64url')}$${randomBytes(KEY_LENGTH).toString('base64url')}`;

  /** Throws `busy`. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const key = await this.derive(password, { ...PRESENT, salt });
    return [
      'scrypt',
      PRESENT.logN,
      PRESENT.r,
      PRESENT.p,
      salt.toString('base64url'),
      key.toString('base64url'),
    ].join('$');
  }

  /** Whether the password is the hash's; takes as long where there is no hash. Throws `busy`. */
  async verify(password: string, hash: string | null): Promise<boolean> {
    const { key, ...parameters } = parsed(hash ?? this.nobody);
    const derived = await this.derive(password, parameters);
    return timingSafeEqual(derived, key) && hash !== null;
  }

  /** Whether it was made when less was asked for. */
  isOutdated(hash: string): boolean {
    const { logN, r, p } = parsed(hash);
    return logN < PRESENT.logN || r < PRESENT.r || p < PRESENT.p;
  }

  private async derive(password: string, { logN, r, p, salt }: Omit<Hash, 'key'>): Promise<Buffer> {
    await this.turn();
    try {
      return await derived(password, salt, { N: 2 ** logN, r, p, maxmem: MAX_MEMORY });
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async turn(): Promise<void> {
    if (this.running >= MOST_AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new Refusal('busy', { retryAfterMs: 1_000 });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
  }
}

/** As it was typed, whatever keyboard composed its characters. */
function derived(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password.normalize('NFKC'), salt, KEY_LENGTH, options, (error, key) =>
    error ? reject(error) : resolve(key),
  );
  return promise;
}

function parsed(hash: string): Hash {
  const [, logN = '', r = '', p = '', salt = '', key = ''] = hash.split('$');
  return {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
