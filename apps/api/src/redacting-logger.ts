import type { Redactor } from '@envscope/settings/redaction/redactor.js';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { Repeats, times } from './repeats.js';

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'log', 'debug'];

/** Nest logs each module and route at the start, and a failed start twice: of use only to who debugs it. */
const CHATTY = new Set([
  'ExceptionHandler',

  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Without characters that move a terminal's cursor or begin a line, but for line feeds. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u2028\u2029]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}

/** With every line but the first a little to the right: one that begins like a line of the log would be taken for one. */
function indented(text: string): string {
  return text.replace(/\n(?!\s)/g, '\n    ');
}

/** Hears of every error that is logged as such, of the same once a minute, and how often there was one since. */
export type ReportFault = (error: Error, count: number) => void;

interface Fault {
  readonly error: Error;
  readonly details: readonly string[];
}

/** Faults of one place are one kind, whatever numbers stand in their words. */
function kindOf({ name, message, stack = '' }: Error): string {
  const place = /^\s+at .*$/m.exec(stack)?.[0] ?? '';
  return [name, message.slice(0, 200).replace(/\d+/g, '#'), place].join(' ');
}

/** Nest's logger, with every secret of the settings masked in whatever it prints, stacks included. */
export class RedactingLogger extends ConsoleLogger {
  private readonly faults = new Repeats<Fault>((fault, count) => this.write(fault, count));

  constructor(
    private readonly secrets: Redactor,
    lowest: LogLevel,
    private readonly report: ReportFault = () => undefined,
  ) {
    super({ logLevels: ['fatal', ...LEVELS.slice(0, LEVELS.indexOf(lowest) + 1)] });
  }

  override log(message: unknown, ...details: string[]): void {
    if (this.isNews(details)) super.log(message, ...details);
  }

  override error(message: unknown, ...details: string[]): void {
    if (message instanceof Error) this.faults.note(kindOf(message), { error: message, details });
    else if (this.isNews(details)) super.error(message, ...details);
  }

  private write({ error, details }: Fault, count: number): void {
    if (count > 1 && this.isNews(details))
      super.error(`The next fault came again${times(count)}`, ...details);
    if (this.isNews(details)) super.error(error, ...details);
    this.report(error, count);
  }

  private isNews(details: readonly string[]): boolean {
    return !CHATTY.has(details.at(-1) ?? '') || this.isLevelEnabled('debug');
  }

  protected override stringifyMessage(...[message, level]: Parameters<ConsoleLogger['stringifyMessage']>) {
    return typeof message === 'string'
      ? super.stringifyMessage(escaped(message).replaceAll('\n', '\\n'), level)
      : indented(super.stringifyMessage(message, level));
  }

  protected override formatMessage(...parts: Parameters<ConsoleLogger['formatMessage']>): string {
    return this.secrets.text(super.formatMessage(...parts));
  }

  protected override printStackTrace(stack: string | undefined): void {
    const written = stack && indented(escaped(stack));
    if (written) super.printStackTrace(this.secrets.text(written));
  }
}
