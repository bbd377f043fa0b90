import { openSinglePool } from '@envscope/integrations/kernel/http/single-exchange.js';
import { Network, trusting } from '@envscope/integrations/network/network.js';
import { proxyRuleOf } from '@envscope/integrations/network/proxy/proxy.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { settings } from './boot-settings.js';
import type { ReportFault } from './redacting-logger.js';

/** Reports the console's own errors to its Sentry; does nothing without one. */
export const reportFault: ReportFault = await connect();

// Loaded only when there is somewhere to report to: the SDK alone takes tens of megabytes.
async function connect(): Promise<ReportFault> {
  const { sentryDsn, appEnv, proxies, ca } = settings.console;
  if (!sentryDsn) return () => undefined;
  const Sentry = await import('@sentry/node');
  const redactor = new Redactor(settings.secrets);
  const agent = openSinglePool(new Network(proxyRuleOf(proxies)), trusting(ca)).agentFor(new URL(sentryDsn));
  const request = sentryDsn.startsWith('https:') ? requestHttps : requestHttp;
  Sentry.init({
    dsn: sentryDsn,
    environment: appEnv,
    transportOptions: {
      httpModule: {
        request: (options, answered) => request({ ...(options as RequestOptions), agent }, answered),
      },
      // Never asked, since the agent is ours. Without one the SDK reads the process's variables by a rule of its own.
      proxy: 'http://127.0.0.1',
    },
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
