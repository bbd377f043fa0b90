/** An answer of the API, parsed; `body` is undefined where it has none. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Asks the API at an address. */
export class ApiClient {
  /** Without the `/api` that every path begins with. */
  constructor(readonly url: string) {}

  get<T = unknown>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.ask<T>(path, { headers });
  }

  post<T = unknown>(path: string, body?: object): Promise<Answer<T>> {
    return this.send<T>('POST', path, body);
  }

  put<T = unknown>(path: string, body: object): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body);
  }

  delete<T = unknown>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  /** Resolves when the answer is what is waited for; rejects with the last one after 20 s. */
  async until<T>(path: string, isThere: (body: T) => boolean): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const { body } = await this.get<T>(path);
      if (isThere(body)) return body;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${path}: ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private send<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    return this.ask<T>(path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  }

  private async ask<T>(path: string, request: RequestInit): Promise<Answer<T>> {
    const answer = await fetch(`${this.url}/api${path}`, request);
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }
}
