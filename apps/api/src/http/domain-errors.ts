import type { DeliveryState, EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';

/** There is no such environment; `known` are those that there are. */
export class UnknownEnvironment extends Error {
  constructor(
    readonly environment: string,
    readonly known: readonly EnvironmentId[],
  ) {
    super(`No environment "${environment}"`);
  }
}

/** There is no such service; `known` are those that there are. */
export class UnknownService extends Error {
  constructor(
    readonly service: string,
    readonly known: readonly ServiceKind[],
  ) {
    super(`No service "${service}"`);
  }
}

/** There is no such delivery, or it is forgotten. */
export class UnknownDelivery extends Error {
  constructor(readonly deliveryId: string) {
    super(`No delivery "${deliveryId}"`);
  }
}

/** Only what was given up can be replayed. */
export class DeliveryNotDead extends Error {
  constructor(readonly state: DeliveryState) {
    super(`The delivery is ${state}, not dead`);
  }
}

/** Asked again too soon. */
export class TooSoon extends Error {
  constructor(readonly retryAfterMs: number) {
    super(`Asked again too soon; wait ${retryAfterMs} ms`);
  }
}

/** More long questions are under way than the store can be asked at once: of one client, or of all. */
export class TooManyQuestions extends Error {
  readonly retryAfterMs = 1_000;

  constructor(readonly whose: 'client' | 'all') {
    super('Too many questions at once');
  }
}

/** A question that makes no sense, though each part of it is well formed. */
export class InvalidQuestion extends Error {
  constructor(
    readonly field: string,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The request names a host, or comes from a page or a site, that is not the console's own. */
export class ForeignRequest extends Error {
  constructor(readonly part: 'host' | 'origin' | 'site') {
    super(`The ${part} is not the console's own`);
  }
}
