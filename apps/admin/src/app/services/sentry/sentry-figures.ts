import type { SentrySnapshot } from '@envscope/contracts/index.js';
import type { ServiceFigure } from '../figure-writer';

type SentryFigure = ServiceFigure<SentrySnapshot>;

const ERRORS: readonly SentryFigure[] = [
  { label: 'services.sentry.errorsHour', value: ({ errors }) => errors?.lastHour },
  { label: 'services.sentry.errorsDay', value: ({ errors }) => errors?.last24Hours },
  { label: 'services.sentry.errorsFortnight', value: ({ errors }) => errors?.last14Days },
  {
    label: 'services.sentry.unresolved',
    value: ({ unresolved }, words) =>
      unresolved && `${words.number(unresolved.count)}${unresolved.isAtLeast ? '+' : ''}`,
  },
];

const CRASH_FREE_SESSIONS: SentryFigure = {
  label: 'services.sentry.crashFreeSessions',
  value: ({ crashFreeSessionRatio }) => crashFreeSessionRatio,
  unit: 'ratio',
  absent: 'services.absent.noSessions',
};

export const CARD_FIGURES: readonly SentryFigure[] = [
  ...ERRORS,
  {
    ...CRASH_FREE_SESSIONS,
    note: ({ crashFreeSessionRatio }) =>
      crashFreeSessionRatio === null ? 'services.sentry.noSessions' : null,
  },
];

export const PAGE_FIGURES: readonly SentryFigure[] = [
  ...ERRORS,
  CRASH_FREE_SESSIONS,
  {
    label: 'services.sentry.crashFreeUsers',
    value: ({ crashFreeUserRatio }) => crashFreeUserRatio,
    unit: 'ratio',
    absent: 'services.absent.noSessions',
  },
  {
    label: 'services.sentry.sessions',
    value: ({ sessions }) => sessions,
    absent: 'services.absent.noSessions',
  },
];
