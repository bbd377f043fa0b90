import { Stage as Processes } from '../../../../tools/stage/stage.ts';
import { committedSettings } from './stage.ts';

/** The link to the set-up, as the console writes it to its log. */
const SET_UP = /\/set-up#[\w.-]+/;

/** A console with nobody in it yet: it takes its services for real ones, so that it lets in nobody by itself. */
export interface GuardedStage {
  readonly url: string;
  /** Where its owner is made, with the token; '' where a group makes one. */
  readonly setUpPath: string;
  stop(): Promise<void>;
}

/** Starts the built console as a team would, on a sandbox of its own. */
export async function startGuardedStage(
  port: number,
  sandboxPort: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<GuardedStage> {
  const settings = committedSettings(sandboxPort);
  const stage = await Processes.open({
    name: 'e2e-guarded',
    sandbox: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_ENVIRONMENTS: settings['ENVIRONMENTS'] ?? '',
      SANDBOX_STORY: 'off',
    },
    variables: () => ({
      ...settings,
      CHECK_INTERVAL_SECONDS: '5',
      CHECK_TIMEOUT_SECONDS: '2',
      APP_ENV: 'dev',
      PORT: String(port),
      ALLOW_UNAUTHENTICATED: 'false',
      // Nothing of what is configured is known as the sandbox's.
      SANDBOX_PORT: '9',
      ...variables,
    }),
  });
  try {
    const console = stage.launch();
    const setUpPath = new Promise<string>((found) => {
      let log = '';
      console.child.stdout?.on('data', (part: Buffer) => {
        log += String(part);
        const [path] = SET_UP.exec(log) ?? [];
        if (path !== undefined) found(path);
      });
    });
    const isByGroup = variables['GROUP_ROLES'] !== undefined;
    return { url: await console.url, setUpPath: isByGroup ? '' : await setUpPath, stop: () => stage.close() };
  } catch (error) {
    await stage.close();
    throw error;
  }
}
