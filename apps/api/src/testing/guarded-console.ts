import type { SessionView } from '@envscope/contracts/index.js';
import { Browser } from './browser.js';
import { ConsoleUnderTest } from './console-under-test.js';

/** A password that nobody has. */
export const PASSWORD = 'violet-kettle-94-harbour';

/** A whole console that lets nobody in who has not signed in, and what it has printed. */
export class GuardedConsole {
  private constructor(
    readonly console: ConsoleUnderTest,
    private readonly printed: readonly string[],
  ) {}

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<GuardedConsole> {
    const printed: string[] = [];
    const writes = [process.stdout, process.stderr].map((stream) => {
      const write = stream.write.bind(stream);
      stream.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
      return () => (stream.write = write);
    });
    try {
      const console = await ConsoleUnderTest.start({
        environments: ['dev', 'prod'],
        variables: { ALLOW_UNAUTHENTICATED: 'false', ...variables },
      });
      return new GuardedConsole(console, printed);
    } finally {
      for (const restore of writes) restore();
    }
  }

  get url(): string {
    return this.console.url;
  }

  /** What stands behind the `#` of the link that was printed; undefined where none was. */
  get setUpToken(): string | undefined {
    return /\/set-up#([\w-]+)/.exec(this.printed.join(''))?.[1];
  }

  /** A browser that has signed in as nobody yet. */
  browser(headers?: Readonly<Record<string, string>>): Browser {
    return new Browser(this.url, headers);
  }

  /** A browser in which the first owner has just made their account. */
  async owner(): Promise<Browser> {
    const browser = this.browser();
    const draft = {
      token: this.setUpToken ?? '',
      name: '김민지',
      email: 'Minji@Example.com',
      password: PASSWORD,
    };
    const { status } = await browser.post<SessionView>('/session/set-up', draft);
    if (status !== 201) throw new Error(`No owner was made: ${status}`);
    return browser;
  }

  close(): Promise<void> {
    return this.console.close();
  }
}
