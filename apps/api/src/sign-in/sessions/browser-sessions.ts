import { Principal } from '@envscope/access/principal.js';
import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { grantsOf, type PersonRecord } from '@envscope/store/access/person-record.js';
import type { SessionRecord } from '@envscope/store/access/session-store.js';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rememberAsker } from '../../access/asker.js';
import { clientOf } from '../client-of.js';
import { PeopleWriter } from '../people/people-writer.js';
import { hashOfToken, newToken } from '../secret-tokens.js';
import { SignInMethods } from '../sign-in-methods.js';
import { Cookies } from './cookies.js';
import { Sessions, type LiveSession } from './sessions.js';

const SESSION = 'session';
const DEVICE = 'device';
const DEVICE_MS = 180 * 86_400_000;
const MOST_DEVICES = 10;

/** Sessions as browsers keep them: in a cookie that is new with each sign-in. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly cookies: Cookies,
    private readonly sessions: Sessions,
    private readonly writer: PeopleWriter,
    private readonly methods: SignInMethods,
  ) {}

  /** Lets the person in, and ends what the browser was signed in with before. */
  async begin(
    request: Request,
    response: Response,
    person: PersonRecord,
    method: SessionRecord['method'],
  ): Promise<LiveSession> {
    await this.end(request, response);
    const device = this.cookies.read(request, DEVICE) ?? newToken();
    const hash = hashOfToken(device);
    const known = await this.writer.note(person.id, ({ devices }) => ({
      devices: [hash, ...devices.filter((each) => each !== hash)].slice(0, MOST_DEVICES),
      signedInAt: new Date(SYSTEM_CLOCK.now()).toISOString(),
    }));
    const { token, session } = await this.sessions.begin(person.id, { method, ...clientOf(request) });
    const lastsMs = this.sessions.longestMs;
    this.cookies.set(request, response, SESSION, token, lastsMs);
    this.cookies.set(request, response, DEVICE, device, DEVICE_MS);
    rememberAsker(request, principalOf(known));
    return { session, person: known };
  }

  /** Null for a browser that is not signed in. Rejects with `StoreFault`. */
  async find(request: Request): Promise<LiveSession | null> {
    const token = this.cookies.read(request, SESSION);
    if (token === undefined || this.methods.isByProxy(request)) return null;
    const live = await this.sessions.find(token);
    return live && this.methods.lasts(live.session) ? live : null;
  }

  /** Signs the browser out; answers the session that it had. */
  async end(request: Request, response: Response): Promise<SessionRecord | null> {
    const token = this.cookies.read(request, SESSION);
    if (token === undefined) return null;
    const live = await this.find(request);
    await this.sessions.end(hashOfToken(token));
    this.cookies.clear(request, response, SESSION);
    return live && live.session;
  }

  /** The hash of what the browser keeps if the person has signed in with it before; else null. */
  deviceOf(request: Request, person: PersonRecord | null): string | null {
    const device = this.cookies.read(request, DEVICE);
    const hash = device === undefined ? null : hashOfToken(device);
    return hash !== null && person?.devices.includes(hash) ? hash : null;
  }
}

/** Who a person is to the rest of the console. */
export function principalOf(person: PersonRecord): Principal {
  const { id, name } = person;
  return new Principal({ kind: 'person', id, name }, grantsOf(person, SYSTEM_CLOCK.now()));
}

/**
 * Refuses a write that a browser sends by its cookie without saying which page made it: every browser says so, and what is
 * said is compared elsewhere. Throws `foreign-origin`.
 */
export function refuseUnnamedOrigin({ method, headers }: Request): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined)
    throw new Refusal('foreign-origin');
}
