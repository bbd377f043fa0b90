import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../libs/testing/servers/sandbox.ts';
import { launchConsole, type ConsoleOptions, type ConsoleProcess } from './console-process.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface StageOptions {
  /** Part of the name of the folder where consoles keep their data. */
  readonly name: string;
  /** Variables of the sandbox; by default it takes free ports and plays no story. */
  readonly sandbox?: Readonly<Record<string, string>>;
  /** Variables of every console that watches it. */
  readonly variables: (sandbox: Sandbox) => Variables;
}

/** A sandbox, and the built console in as many processes as wanted, all with one empty folder for their data. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly folder: string;
  private readonly variables: Variables;
  private readonly consoles: ConsoleProcess[] = [];
  private isClosed = false;

  private constructor(sandbox: Sandbox, folder: string, variables: Variables) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.variables = { DATA_DIR: folder, ...variables };
  }

  static async open({ name, sandbox: own, variables }: StageOptions): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), `envscope-${name}-`));
    try {
      const sandbox = await Sandbox.start(own);
      return new Stage(sandbox, folder, variables(sandbox));
    } catch (error) {
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  /** Starts one more console, with variables of its own over those that all have. Throws once the stage is closed. */
  launch(variables: Variables = {}, options: ConsoleOptions = {}): ConsoleProcess {
    if (this.isClosed) throw new Error('The stage is closed');
    const console = launchConsole({ ...this.variables, ...variables }, options);
    this.consoles.push(console);
    return console;
  }

  /** Leaves no process and no file behind. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.consoles.map((console) => console.stop()));
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
