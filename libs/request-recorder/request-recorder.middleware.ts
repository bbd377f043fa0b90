import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { REQUEST_RECORDER_OPTIONS, type RequestRecorderOptions } from './request-recorder.options.js';
import { RequestRecorder } from './request-recorder.js';

/** What Express knows of a request once it has found the route. */
interface RoutedRequest extends IncomingMessage {
  readonly baseUrl?: string;
  readonly route?: { readonly path?: unknown };
}

const UNMATCHED = '(unmatched)';
/** What Nest mounts behind all routes below a global prefix, to answer 404. Routes of controllers begin with a slash. */
const NOT_FOUND_ROUTE = '*path';
const OTHER = '(other)';
/** More than any application has routes: only a router that is mounted on a pattern could reach it. */
const MOST_ENDPOINTS = 500;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Records every answer by its route's pattern (`GET:/api/orders/:id`), never by the path that was asked for, so that
 * the figures stay as few as the routes. For Express. Not recorded are requests that the client gave up before the
 * answer was whole, and event streams, whose duration says nothing.
 */
@Injectable()
export class RequestRecorderMiddleware implements NestMiddleware<RoutedRequest, ServerResponse> {
  private readonly endpoints = new Set<string>();
  private readonly excluded: ReadonlySet<string>;

  constructor(
    private readonly recorder: RequestRecorder,
    @Inject(REQUEST_RECORDER_OPTIONS) options: RequestRecorderOptions,
  ) {
    this.excluded = new Set(options.exclude);
  }

  use(request: RoutedRequest, response: ServerResponse, next: () => void): void {
    const started = performance.now();
    // This middleware may itself be mounted as a route; that one is not the answer's.
    const ownRoute = request.route;
    response.once('finish', () => {
      const method = METHODS.has(request.method ?? '') ? request.method : 'OTHER';
      const route = request.route === ownRoute ? UNMATCHED : patternOf(request);
      const endpoint = `${method}:${route}`;
      if (this.excluded.has(endpoint) || this.excluded.has(route) || isEventStream(response)) return;
      this.recorder.record({
        endpoint: this.isKnown(endpoint) ? endpoint : `${method}:${OTHER}`,
        statusCode: response.statusCode,
        durationMs: performance.now() - started,
        atMs: Date.now(),
      });
    });
    next();
  }

  private isKnown(endpoint: string): boolean {
    if (this.endpoints.size < MOST_ENDPOINTS) this.endpoints.add(endpoint);
    return this.endpoints.has(endpoint);
  }
}

function patternOf({ baseUrl = '', route }: RoutedRequest): string {
  const path = route?.path;
  if (typeof path !== 'string' || path === NOT_FOUND_ROUTE) return UNMATCHED;
  return `${baseUrl}${path}`.slice(0, 300) || '/';
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}
