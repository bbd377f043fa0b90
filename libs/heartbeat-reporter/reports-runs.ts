import { reported, type ReportOptions } from './reported.js';

type Method = (this: unknown, ...args: never[]) => unknown;

/**
 * Has each call of a method reported as a run. It stands under the decorator of `@nestjs/schedule` that calls the method:
 * `@Cron('0 2 * * *') @ReportsRuns({ url: process.env.BACKUP_HEARTBEAT })`.
 */
export function ReportsRuns(options: ReportOptions) {
  return <T extends Method>(_target: object, _name: string | symbol, method: TypedPropertyDescriptor<T>) => {
    const work = method.value;
    if (work === undefined) return;
    method.value = function (this: unknown, ...args: Parameters<T>) {
      return reported(options, () => work.apply(this, args));
    } as T;
  };
}
