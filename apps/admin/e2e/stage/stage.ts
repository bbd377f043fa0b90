import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Stage as Processes } from '../../../../tools/stage/stage.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** The tests' pace, not the demo's. */
const PACE = { CHECK_INTERVAL_SECONDS: '5', CHECK_TIMEOUT_SECONDS: '2' };

/** The committed settings have the sandbox on these ports. */
const COMMITTED_PORTS = /\b41\d\d\b/g;
const COMMITTED_FIRST_PORT = 4100;

export interface StageOptions {
  readonly port: number;
  /** The sandbox listens here and on some ports after. */
  readonly sandboxPort: number;
  /** Whether the sandbox plays its story; without it everything is calm. */
  readonly hasStory?: boolean;
  /** What is set otherwise than in the committed settings. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A console with a sandbox of its own behind it. */
export interface Stage {
  readonly url: string;
  readonly sandboxUrl: string;
  /** Ends both, and forgets what the console kept. */
  stop(): Promise<void>;
}

/**
 * Starts the built console and a sandbox with the settings that are committed for development, moved to other ports. It
 * runs in an empty folder, so that neither a developer's own settings nor history reach it.
 */
export async function startStage({
  port,
  sandboxPort,
  hasStory = false,
  variables = {},
}: StageOptions): Promise<Stage> {
  // Nothing sends heartbeats here, unless a test does.
  const settings: NodeJS.Dict<string> = {
    ...committedSettings(sandboxPort),
    HEARTBEATS_PROD: '',
    ...PACE,
    ...variables,
  };
  const cwd = mkdtempSync(join(tmpdir(), 'envscope-e2e-cwd-'));
  const stage = await Processes.open({
    name: 'e2e',
    sandbox: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_ENVIRONMENTS: settings['ENVIRONMENTS'] ?? '',
      SANDBOX_STORY: hasStory ? 'on' : 'off',
    },
    variables: () => ({ ...settings, APP_ENV: 'dev', PORT: String(port) }),
  });
  const stop = async (): Promise<void> => {
    await stage.close();
    rmSync(cwd, { recursive: true, force: true });
  };
  try {
    const console = stage.launch({}, { cwd });
    console.child.stderr?.pipe(process.stderr);
    return { url: await console.url, sandboxUrl: stage.sandbox.http, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The settings of `.env.dev`, with the sandbox on other ports. */
export function committedSettings(sandboxPort: number): NodeJS.Dict<string> {
  const text = readFileSync(join(ROOT, '.env.dev'), 'utf8');
  return parseEnv(
    text.replace(COMMITTED_PORTS, (port) => String(Number(port) - COMMITTED_FIRST_PORT + sandboxPort)),
  );
}
