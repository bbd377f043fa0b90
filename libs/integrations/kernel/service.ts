import type {
  MeasurementName,
  MeasurementUnit,
  ReasonCode,
  Rule,
  ServiceKind,
  ServiceLayer,
  TargetKind,
} from '@envscope/contracts/index.js';

/** The alert rule that comes with the console for a figure, as it is until somebody changes it. */
export interface BuiltInRule extends Pick<
  Rule,
  'condition' | 'threshold' | 'durationMs' | 'severity' | 'cooldownMs'
> {
  /** Stored rules and incidents keep it, and `libs/texts` names the rule by it: it never changes. */
  readonly id: string;
  readonly tags: readonly string[];
  /** Reasons of check results that the rule reports, so that they change no target's state. */
  readonly covers: readonly ReasonCode[];
}

/** A figure that checks measure and alert rules can watch. `libs/texts` has its name and description. */
export interface ServiceFigure {
  readonly unit: MeasurementUnit;
  /**
   * Its name in Prometheus. Dashboards elsewhere keep it: it never changes. It ends as Prometheus's convention for the unit says:
   * `ms` becomes `_seconds`.
   */
  readonly metric: `envscope_${string}`;
  /** A gauge unless it says `counter`: a figure that only grows, but for a restart. */
  readonly metricType?: 'counter';
  /** A share of an allowance, not of a whole: more than all of it can be used. */
  readonly isAllowance?: boolean;
  /** It is measured of each part of the service as well. */
  readonly isOfParts?: boolean;
  readonly rule?: BuiltInRule;
}

/** What the console knows of a kind of service, whatever its settings are. */
export interface ServiceManifest {
  readonly kind: ServiceKind;
  readonly layer: ServiceLayer;
  /** The application serves nobody without it: failing is critical. Without the others it only sees less. */
  readonly isVital: boolean;
  readonly targets: TargetKind;
  /** Services whose failure makes this one fail, in the same environment. */
  readonly dependsOn: readonly ServiceKind[];
  /**
   * What it means when nothing answers: `down` where the thing itself is asked, `unknown` where somebody else is asked about it,
   * so that a vendor's outage is not mistaken for ours.
   */
  readonly silence: 'down' | 'unknown';
  /** The figure that a card draws as its small history. */
  readonly headline: MeasurementName;
  /** What people compare between environments: figures, and fields of the snapshot that ought to be alike. */
  readonly compared: {
    readonly figures: readonly MeasurementName[];
    readonly facts: readonly string[];
  };
  readonly figures: Readonly<Record<MeasurementName, ServiceFigure>>;
  /** Fields of its snapshot that are shown beside its settings, since only its own answer has them. */
  readonly learnedSettings?: readonly string[];
  /** Where each target has a detail of its own: the name of the snapshot's list that has them as entries. */
  readonly detailList?: string;
}

interface FigureNames<Name> {
  readonly headline: Name;
  readonly compared: { readonly figures: readonly Name[] };
}

/** A service's manifest with its figures by their names. A headline or compared figure that is none of them does not compile. */
export function defineService<const M extends ServiceManifest>(
  manifest: M & FigureNames<keyof M['figures']>,
): M {
  return manifest;
}

export type ServiceManifests = Readonly<Record<ServiceKind, ServiceManifest>>;

/** Token of the `ServiceManifests`. */
export const SERVICE_MANIFESTS = Symbol('SERVICE_MANIFESTS');

/** A figure by its name; undefined where the service is not measured so. */
export function figureOf(
  { figures }: Pick<ServiceManifest, 'figures'>,
  measurement: MeasurementName,
): ServiceFigure | undefined {
  return Object.hasOwn(figures, measurement) ? figures[measurement] : undefined;
}

/** What a figure can be at most: 1 for a share of a whole; null where there is no bound. */
export function maximumOf({
  unit,
  isAllowance = false,
}: Pick<ServiceFigure, 'unit' | 'isAllowance'>): number | null {
  return unit === 'ratio' && !isAllowance ? 1 : null;
}
