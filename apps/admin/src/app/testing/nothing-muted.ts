import { type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { of } from 'rxjs';

/** Where specs are about something else: the server answers at once that nothing is muted. */
export const nothingMuted: HttpInterceptorFn = (request, next) =>
  request.url === 'api/internal/mutes' && request.method === 'GET'
    ? of(new HttpResponse({ status: 200, body: { mutes: [], nextCursor: null } }))
    : next(request);
