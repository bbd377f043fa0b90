import { SERVICES, type EnvironmentId, type ServiceKind } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import { UnknownEnvironment, UnknownService } from './domain-errors.js';

/** The environment's id; throws `UnknownEnvironment` where settings do not name it. */
export function knownEnvironment(environments: readonly { id: EnvironmentId }[], id: string): EnvironmentId {
  const known = environments.map((environment) => environment.id);
  if (!known.includes(id)) throw new UnknownEnvironment(id, known);
  return id;
}

/** Lets only environments through that settings name. */
@Injectable()
export class KnownEnvironment implements PipeTransform<string, EnvironmentId> {
  constructor(@Inject(ENVIRONMENTS) private readonly environments: Environments) {}

  transform(value: string): EnvironmentId {
    return knownEnvironment(this.environments, value);
  }
}

/** Lets only services through that there are. */
@Injectable()
export class KnownService implements PipeTransform<string, ServiceKind> {
  transform(value: string): ServiceKind {
    const service = SERVICES.find((known) => known === value);
    if (!service) throw new UnknownService(value, SERVICES);
    return service;
  }
}
