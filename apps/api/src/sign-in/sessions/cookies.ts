import type { Request, Response } from 'express';
import { isOverTls } from '../../http/clients/over-tls.js';

/** How the console is reached, which decides what a cookie may be called and where it goes. */
export interface CookiePlace {
  readonly publicUrl: string | undefined;
  /** '' where the console has a host of its own. */
  readonly basePath: string;
}

const NAME = /^[\w-]+$/;
const ATTRIBUTES = 'HttpOnly; SameSite=Lax';

/** Cookies that no script reads, that no other site makes a browser write with, and that leave by TLS alone where there is TLS. */
export class Cookies {
  constructor(private readonly place: CookiePlace) {}

  /** The value, if the browser has sent one. */
  read(request: Request, name: string): string | undefined {
    const full = this.nameOf(name, request);
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [key = '', value = ''] = part.trim().split('=', 2);
      if (key === full && /^[\w.~-]+$/.test(value)) return value;
    }
    return undefined;
  }

  /** `value` is made of letters, digits, `-`, `_`, `.` and `~`. */
  set(request: Request, response: Response, name: string, value: string, maxAgeMs: number): void {
    const age = `Max-Age=${Math.floor(maxAgeMs / 1_000)}`;
    response.append(
      'set-cookie',
      [`${this.nameOf(name, request)}=${value}`, ...this.attributes(request), age].join('; '),
    );
  }

  clear(request: Request, response: Response, name: string): void {
    this.set(request, response, name, '', 0);
  }

  /** Browsers refuse `__Host-` by any path but the root, and both prefixes without TLS. */
  private nameOf(name: string, request: Request): string {
    if (!NAME.test(name)) throw new Error(`No name of a cookie: ${name}`);
    if (!this.isSecure(request)) return `envscope-${name}`;
    return `${this.place.basePath === '' ? '__Host-' : '__Secure-'}envscope-${name}`;
  }

  private attributes(request: Request): string[] {
    return [`Path=${this.place.basePath || '/'}`, ATTRIBUTES, ...(this.isSecure(request) ? ['Secure'] : [])];
  }

  private isSecure(request: Request): boolean {
    return isOverTls(request, this.place.publicUrl);
  }
}
