import { Refusal, SERVICES, type EnvironmentId, type ServiceKind } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';

/** The environment's id; throws `unknown-environment` where settings do not name it. */
export function knownEnvironment(environments: readonly { id: EnvironmentId }[], id: string): EnvironmentId {
  const known = environments.map((environment) => environment.id);
  if (!known.includes(id)) throw new Refusal('unknown-environment', { environment: id, known });
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
    if (!service) throw new Refusal('unknown-service', { service: value, known: [...SERVICES] });
    return service;
  }
}
