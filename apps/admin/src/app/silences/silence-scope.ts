import type { EnvironmentId, Incident, Mute, MuteScope } from '@envscope/contracts/index.js';

/** What somebody wants to silence, or what is shown as silenced: the parts of a mute's scope that count. */
export type SilenceScope = Partial<MuteScope> & { readonly environment: EnvironmentId };

/** The scope whole, as the server is asked for it. */
export function wholeScope({
  environment,
  service = null,
  target = null,
  incident,
}: SilenceScope): MuteScope {
  return { environment, service, target, ...(incident && { incident }) };
}

/** Just the one incident, whatever its targets are. */
export function scopeOfIncident({ id, environment }: Pick<Incident, 'id' | 'environment'>): SilenceScope {
  return { environment, incident: id };
}

/** Whether a mute is of just what is asked for, so that ending it ends nothing else. */
export function isOfScope({ scope }: Mute, wanted: SilenceScope): boolean {
  if (scope.incident || wanted.incident) return scope.incident === wanted.incident;
  const { environment, service, target } = wholeScope(wanted);
  return scope.environment === environment && scope.service === service && scope.target === target;
}

/**
 * Whether everything that is asked for lies within a mute. Of what lies within an incident the server decides, which names
 * the mute.
 */
export function isWithin(mute: Mute, wanted: SilenceScope): boolean {
  if (mute.scope.incident || wanted.incident) return isOfScope(mute, wanted);
  const [{ scope }, { environment, service, target }] = [mute, wholeScope(wanted)];
  return (
    scope.environment === environment &&
    (scope.service === null || scope.service === service) &&
    (scope.target === null || scope.target === target)
  );
}
