import type { Settings } from '@envscope/settings/settings.js';
import type { TrustedProxies } from '@envscope/settings/variables/console.settings.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { RateStore } from '@envscope/store/rates/rate-store.js';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import { apiCaching } from './http/api-caching.js';
import { adminFiles } from './http/admin-files.js';
import { Glances } from './glance/glances.js';
import { basePathOf, withoutBasePath } from './http/base-path.js';
import { logBodies } from './heartbeats/log-tail.js';
import { apiDocument } from './openapi/api-document.js';
import { UntrustedProxy } from './http/clients/untrusted-proxy.js';
import { jsonBodiesOnly } from './http/guards/json-bodies.js';
import { ownHostOnly } from './http/guards/own-host.js';
import { ownSiteOnly } from './http/guards/own-site.js';
import { securityHeaders } from './http/guards/security-headers.js';
import { rateLimit } from './http/limits/rate-limit.js';
import { limitServer } from './http/limits/server-limits.js';
import { RedactingLogger, type ReportFault } from './redacting-logger.js';

export interface AppOptions {
  /** Where the built admin console lies. */
  readonly adminDirectory: string;
  readonly reportFault?: ReportFault;
}

/** Builds the console, ready to listen. */
export async function createApp(settings: Settings, options: AppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
    logger: new RedactingLogger(
      new Redactor(settings.secrets),
      settings.console.logLevel,
      options.reportFault,
    ),
    // The caller reports the error and exits.
    abortOnError: false,
    // Browsers keep connections open; a stop must not wait for them.
    forceCloseConnections: true,
  });
  app.setGlobalPrefix('api');
  app.disable('x-powered-by');
  app.set('trust proxy', trustOf(settings.console.trustedProxies));
  const basePath = basePathOf(settings.console.publicUrl);
  // First of all, since what follows goes by the path.
  app.use(withoutBasePath(basePath));
  const proxy = app.get(UntrustedProxy);
  app.use((request: Request, _response: Response, next: NextFunction) => {
    proxy.note(request);
    next();
  });
  app.use(securityHeaders(settings.console), ownHostOnly(settings.console), ownSiteOnly(), jsonBodiesOnly());
  app.use(logBodies());
  app.use(rateLimit(app.get(RateStore)));
  app.use(apiCaching());
  app.use(compression({ filter: isWorthCompressing }));
  const environments = settings.environments.map(({ id }) => id);
  const glances = app.get(Glances);
  const glanceAt = (request: Request) => glances.htmlFor(request);
  app.use(...adminFiles({ directory: options.adminDirectory, basePath, environments, glanceAt }));
  limitServer(app.getHttpServer());
  app.enableShutdownHooks();
  documentApi(app, basePath);
  return app;
}

/** As Express takes it: how many proxies stand in front, or which. */
function trustOf(proxies: TrustedProxies): number | string[] | false {
  if (typeof proxies === 'number') return proxies;
  return proxies.length > 0 && proxies.map(({ address, prefix }) => `${address}/${prefix}`);
}

/** A compressed stream of events would wait for a full block. */
function isWorthCompressing(request: Request, response: Response): boolean {
  const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
  return !isStream && compression.filter(request, response);
}

function documentApi(app: NestExpressApplication, basePath: string): void {
  // Made when somebody first asks for it, so that it costs no start.
  SwaggerModule.setup('api/docs', app, () => apiDocument(app, basePath), {
    jsonDocumentUrl: 'api/docs-json',
  });
}
