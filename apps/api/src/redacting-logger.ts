import type { Redactor } from '@envscope/settings/redactor.js';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'log', 'debug'];

/** Nest tells each module and route at the start, and a failed start twice; that is news to nobody but who debugs it. */
const CHATTY = new Set([
  'ExceptionHandler',

  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Hears of every error that is logged as such. */
export type ReportFault = (error: Error) => void;

/** Nest's logger, with every secret of the settings masked in whatever it prints, stacks included. */
export class RedactingLogger extends ConsoleLogger {
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
    if (this.isNews(details)) super.error(message, ...details);
    if (message instanceof Error) this.report(message);
  }

  private isNews(details: readonly string[]): boolean {
    return !CHATTY.has(details.at(-1) ?? '') || this.isLevelEnabled('debug');
  }

  protected override formatMessage(...parts: Parameters<ConsoleLogger['formatMessage']>): string {
    return this.secrets.text(super.formatMessage(...parts));
  }

  protected override printStackTrace(stack: string | undefined): void {
    if (stack) super.printStackTrace(this.secrets.text(stack));
  }
}
