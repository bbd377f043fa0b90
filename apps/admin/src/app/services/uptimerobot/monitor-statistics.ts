import type { UptimeRobotMonitor } from '@envscope/contracts/index.js';
import type { PlainKey } from '../../language/words';
import type { FigureOf } from '../../ui/figures/figure-of';

/** A statistic of a monitor, and what a table calls it, which has more room than a card. */
type Statistic = FigureOf<UptimeRobotMonitor> & { readonly column: PlainKey };

const RATIO = { unit: 'ratio', absent: 'services.uptimerobot.statisticsUnread' } as const;

export const UPTIMES: readonly Statistic[] = [
  {
    ...RATIO,
    label: 'services.uptimerobot.uptime24Hours',
    column: 'services.uptimerobot.uptime24HoursLong',
    value: ({ statistics }) => statistics?.uptime24HoursRatio,
  },
  {
    ...RATIO,
    label: 'services.uptimerobot.uptime7Days',
    column: 'services.uptimerobot.uptime7DaysLong',
    value: ({ statistics }) => statistics?.uptime7DaysRatio,
  },
  {
    ...RATIO,
    label: 'services.uptimerobot.uptime30Days',
    column: 'services.uptimerobot.uptime30DaysLong',
    value: ({ statistics }) => statistics?.uptime30DaysRatio,
  },
];

export const RESPONSE: FigureOf<UptimeRobotMonitor> = {
  label: 'services.uptimerobot.response',
  value: ({ statistics }) => statistics?.averageResponseMs,
  unit: 'duration',
  absent: 'services.uptimerobot.statisticsUnread',
};

/** Statistics are read more rarely than states; older than this, their age must be said. */
const OLD_MS = 3_600_000;

/** Since when a monitor's statistics are, where they are much older than the states; null where they are not. */
export function ageOf({ statistics }: UptimeRobotMonitor, sampledAt: string): string | null {
  if (!statistics || Date.parse(sampledAt) - Date.parse(statistics.asOf) <= OLD_MS) return null;
  return statistics.asOf;
}
