import { Redactor } from '@envscope/settings/redactor.js';
import { settings } from './boot-settings.js';
import type { ReportFault } from './redacting-logger.js';

/** Reports the console's own errors to its Sentry; does nothing without one. */
export const reportFault: ReportFault = await connect();

// Loaded only when there is somewhere to report to: the SDK alone takes tens of megabytes.
async function connect(): Promise<ReportFault> {
  const { sentryDsn, appEnv } = settings.console;
  if (!sentryDsn) return () => undefined;
  const Sentry = await import('@sentry/node');
  const redactor = new Redactor(settings.secrets);
  Sentry.init({
    dsn: sentryDsn,
    environment: appEnv,
    // Only what reports errors: the rest wraps every request, and took half of the memory under load.
    defaultIntegrations: false,
    integrations: [
      Sentry.eventFiltersIntegration(),
      Sentry.linkedErrorsIntegration(),
      Sentry.nodeContextIntegration(),
      Sentry.onUncaughtExceptionIntegration(),
      Sentry.onUnhandledRejectionIntegration(),
    ],
    beforeSend: (event) => redactor.value(event),
    beforeBreadcrumb: (breadcrumb) => redactor.value(breadcrumb),
  });
  return (error, count) => Sentry.captureException(error, { extra: { count } });
}
