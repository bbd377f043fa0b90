import type { Measurements, Reason, ReasonCode, TargetId } from '@envscope/contracts/index.js';
import type { ServiceManifest } from '@envscope/integrations/kernel/service.js';

/** A check result in the making: what a check found of one target. A `latencyMs` given here replaces the check's own duration. */
export type Finding = {
  readonly target?: TargetId;
  readonly label?: string;
  readonly latencyMs?: number | null;
  readonly measurements?: Measurements;
} & (
  | { readonly status: 'up' | 'paused'; readonly reason?: undefined }
  | { readonly status: 'degraded' | 'down' | 'unknown'; readonly reason: Reason }
);

/** It serves as it should. */
export function up(): Finding {
  return { status: 'up' };
}

/** Somebody switched its watching off. */
export function paused(): Finding {
  return { status: 'paused' };
}

/** It serves, but not as it should. */
export function degraded(code: ReasonCode, params: Reason['params'] = {}): Finding {
  return { status: 'degraded', reason: { code, params } };
}

/** It does not serve. */
export function down(code: ReasonCode, params: Reason['params'] = {}): Finding {
  return { status: 'down', reason: { code, params } };
}

/** Its status could not be determined. */
export function unknown(code: ReasonCode, params: Reason['params'] = {}): Finding {
  return { status: 'unknown', reason: { code, params } };
}

/** What a check read of a service's figures; null and undefined where it could not be read. */
type FiguresRead<M extends ServiceManifest> = {
  readonly [Name in keyof M['figures']]?: number | null | undefined;
};

/** The figures that become history. One that could not be read is absent, never 0; one that the manifest lacks does not compile. */
export function measured<const M extends ServiceManifest>(
  { figures }: M,
  read: NoInfer<FiguresRead<M>>,
): Measurements {
  const values = Object.keys(figures).map((name) => [name, read[name]] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, number] => entry[1] != null));
}
