import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import type { Answer } from './api-client.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Asks the API as a page of the console in a browser does: with the cookies that it was given, and by its own name. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  /** What the last answer set, as it came. */
  lastCookies: readonly string[] = [];

  constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = { origin: url },
  ) {}

  get<T = unknown>(path: string): Promise<Answer<T>> {
    return this.ask<T>('GET', path);
  }

  post<T = unknown>(path: string, body?: object): Promise<Answer<T>> {
    return this.ask<T>('POST', path, body);
  }

  put<T = unknown>(path: string, body: object): Promise<Answer<T>> {
    return this.ask<T>('PUT', path, body);
  }

  patch<T = unknown>(path: string, body: object): Promise<Answer<T>> {
    return this.ask<T>('PATCH', path, body);
  }

  delete<T = unknown>(path: string): Promise<Answer<T>> {
    return this.ask<T>('DELETE', path);
  }

  /** What the browser keeps under a name; undefined where it keeps nothing. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** Keeps a cookie that another browser was given. */
  keep(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  /** An answer as it comes: of a stream, or of a page that redirects. */
  async open(path: string, request: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, ...this.kept, ...(request.headers as object) };
    const answer = await fetch(path.startsWith('http') ? path : `${this.url}/api${path}`, {
      ...request,
      headers,
    });
    this.lastCookies = answer.headers.getSetCookie();
    for (const text of this.lastCookies) this.take(text);
    return answer;
  }

  /** Opens a page that another one leads to; answers its status, and where it leads on to. Node's `fetch` would say that it is no page. */
  async navigate(
    path: string,
    { method = 'GET', ...headers }: Readonly<Record<string, string>>,
  ): Promise<{ status: number; location: string | undefined }> {
    const outgoing = requestHttp(`${this.url}/api${path}`, { method, headers: { ...this.kept, ...headers } });
    const [answer] = (await once(outgoing.end(), 'response')) as [IncomingMessage];
    answer.resume();
    this.lastCookies = answer.headers['set-cookie'] ?? [];
    for (const text of this.lastCookies) this.take(text);
    return { status: answer.statusCode ?? 0, location: answer.headers.location };
  }

  private get kept(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie === '' ? {} : { cookie };
  }

  private async ask<T>(method: Method, path: string, body?: object): Promise<Answer<T>> {
    const answer = await this.open(path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  private take(text: string): void {
    const [pair = ''] = text.split(';');
    const [name = '', value = ''] = pair.split('=', 2);
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
