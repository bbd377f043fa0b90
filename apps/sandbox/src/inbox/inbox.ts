import { json, jsonIn, noContent, text, type Call, type Reply } from '../http/exchange.ts';
import { plainRefusal, type StandIn } from '../http/stand-in.ts';

const KEPT_MESSAGES = 500;

/** One message that was taken. */
interface Taken {
  /** What stands behind `/inbox/`. */
  readonly name: string;
  readonly at: string;
  readonly body: unknown;
}

/** Takes JSON for whomever, at `/inbox/{name}`: a receiver for channels that have no stand-in of their own yet. */
export class Inbox implements StandIn {
  readonly service = 'inbox';
  readonly mount = '/inbox';
  readonly refuse = plainRefusal;
  private taken: Taken[] = [];

  environmentOf(): undefined {
    return undefined;
  }

  credentialOf(): string {
    return 'none';
  }

  answer({ method, path, body, atMs }: Call): Reply {
    const [, name = ''] = /^\/([\w-]+)$/.exec(path) ?? [];
    if (name === '') return text(404, 'No such inbox');
    if (method !== 'POST') return text(405, 'POST only', { allow: 'POST' });
    const content = jsonIn({ body });
    if (content === undefined) return json(400, { error: 'not JSON' });
    // Beyond 500 the oldest goes.
    this.taken = [...this.taken, { name, at: new Date(atMs).toISOString(), body: content }].slice(
      -KEPT_MESSAGES,
    );
    return noContent();
  }

  state(): unknown {
    return { taken: this.taken };
  }

  reset(): void {
    this.taken = [];
  }
}
