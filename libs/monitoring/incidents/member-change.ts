import type {
  IncidentCheck,
  Resolution,
  Rule,
  ServiceKind,
  TargetId,
  UnhealthyState,
} from '@envscope/contracts/index.js';
import type { ServiceManifests } from '@envscope/integrations/kernel/service.js';
import type { ElapsedSince } from '../clock/clock-watch.js';
import type { StateChange } from '../evaluate/target-state.js';
import type { MutedBy } from './muting.js';

/** One target's change, as the evaluator found it. */
export interface MemberChange {
  readonly service: ServiceKind;
  readonly target: TargetId;
  readonly label: string | null;
  /** The rule that made it; null where a check did. */
  readonly rule: Pick<Rule, 'id' | 'name' | 'severity'> | null;
  /** A rule may end in ways that checks do not. */
  readonly change: Omit<StateChange, 'how'> & { readonly how: Resolution | null };
}

/** A change to something that somebody has to know of. */
export interface UnhealthyChange extends MemberChange {
  readonly change: MemberChange['change'] & { readonly targetState: UnhealthyState };
}

export function isUnhealthy(found: MemberChange): found is UnhealthyChange {
  return found.change.targetState !== 'healthy';
}

/** What decisions about incidents need to know beside the changes. */
export interface IncidentContext {
  readonly nowMs: number;
  readonly elapsedSince: ElapsedSince;
  /** How long after an incident's opening, or its last joining, targets of its service join it; 0: each stands alone. */
  readonly groupWindowMs: number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly mutedBy: MutedBy;
  readonly manifests: ServiceManifests;
  /** The newest checks of a target; oldest first. */
  readonly checksOf?: (service: ServiceKind, target: TargetId) => readonly IncidentCheck[];
}
