import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject, Injector } from '@angular/core';
import { catchError, EMPTY, throwError } from 'rxjs';
import { problemOf } from '../api/problem';
import { Door } from './door';
import { Session } from './session';

/** Leads to the door as soon as the API says that nobody is signed in. Whoever asked gets no answer: the page is left. */
export const notSignedIn: HttpInterceptorFn = (request, next) => {
  const door = inject(Door);
  const injector = inject(Injector);
  return next(request).pipe(
    catchError((error: unknown) => {
      const isOut =
        error instanceof HttpErrorResponse &&
        error.status === 401 &&
        problemOf(error)?.code === 'not-signed-in';
      if (!isOut || door.isAt) return throwError(() => error);
      // The session asks by way of this, too, and is not to be made by its own request.
      door.leaveFor(injector.get(Session).person() === null ? 'signed-out' : 'ended');
      return EMPTY;
    }),
  );
};
