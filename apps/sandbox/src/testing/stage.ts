import { DEFAULT_ENVIRONMENTS } from '../environments.ts';
import { Faults } from '../faults.ts';
import { calmStory, type Story } from '../story.ts';
import { startWeb } from '../web.ts';

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json<Body = unknown>(): Body;
}

/** The HTTP side of the sandbox, in this process, on a clock that only the test moves. */
export interface Stage {
  readonly url: string;
  readonly faults: Faults;
  /** Now, in epoch milliseconds; it may be set. */
  readonly clock: { atMs: number };
  /** Calls a path and reads the answer whole. */
  call(path: string, init?: RequestInit): Promise<Answer>;
  /** Sends JSON to a path. */
  send(method: string, path: string, body: unknown, init?: RequestInit): Promise<Answer>;
  close(): Promise<void>;
}

/** The moment at which every stage opens. */
export const OPENING_MS = Date.UTC(2026, 9, 2, 9, 41, 57);

/** Opens a stage, calm unless it is given a story. */
export async function openStage(
  story: Story = calmStory,
  environments = DEFAULT_ENVIRONMENTS,
): Promise<Stage> {
  const faults = new Faults();
  const clock = { atMs: OPENING_MS };
  const now = () => clock.atMs;
  const web = await startWeb({ host: '127.0.0.1', port: 0, environments, story, faults, now });
  const url = `http://127.0.0.1:${web.port}`;
  const call = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: <Body>() => JSON.parse(text) as Body,
    };
  };
  const send = (method: string, path: string, body: unknown, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/json', ...init.headers };
    return call(path, { ...init, method, headers, body: JSON.stringify(body) });
  };
  return { url, faults, clock, call, send, close: () => web.close() };
}
