import {
  muteFaultOf,
  type EnvironmentId,
  type MuteDraft,
  type MuteKind,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';

const MINUTE_MS = 60_000;

/** Lengths that are a press away, in minutes. */
export const PRESET_MINUTES = ['30', '60', '120'] as const;

/** `open`: until somebody ends it; `until`: to a moment that is named. */
export type MuteLength = (typeof PRESET_MINUTES)[number] | 'open' | 'until';

/** What a person enters to mute something. Moments are as `datetime-local` has them; empty is not chosen yet. */
export interface MuteEntry {
  readonly kind: MuteKind;
  readonly environment: EnvironmentId;
  /** Empty: every service, every target. */
  readonly service: ServiceKind | '';
  readonly target: TargetId;
  readonly start: 'now' | 'later';
  readonly startsAt: string;
  readonly length: MuteLength;
  readonly endsAt: string;
  readonly reason: string;
}

/** What may be entered: only maintenance goes on until somebody ends it. */
export function lengthsOf(kind: MuteKind): readonly MuteLength[] {
  return kind === 'maintenance' ? [...PRESET_MINUTES, 'open', 'until'] : [...PRESET_MINUTES, 'until'];
}

/** What is wrong with the moments, by field: codes as the server has them. */
export function faultsOf(
  entry: MuteEntry,
  nowMs: number,
): { readonly startsAt: string | null; readonly endsAt: string | null } {
  const startMs = startOf(entry, nowMs);
  const endMs = entry.length === 'until' ? Date.parse(entry.endsAt) : null;
  const fault = muteFaultOf(startMs, endMs, nowMs);
  const codeAt = (field: 'startsAt' | 'endsAt') => (fault?.field === field ? fault.code : null);
  return {
    startsAt: Number.isNaN(startMs) ? 'missing' : codeAt('startsAt'),
    endsAt: Number.isNaN(endMs) ? 'missing' : codeAt('endsAt'),
  };
}

/** What the server is asked for, where nothing is wrong with the entry. A length counts from the beginning. */
export function draftOf(entry: MuteEntry, nowMs: number, by: string): MuteDraft {
  const { kind, environment, service, target, reason } = entry;
  const startMs = startOf(entry, nowMs);
  return {
    kind,
    scope: { environment, service: service || null, target: target || null },
    startsAt: entry.start === 'now' ? null : new Date(startMs).toISOString(),
    endsAt: endOf(entry, startMs),
    reason,
    by,
  };
}

function startOf({ start, startsAt }: MuteEntry, nowMs: number): number {
  return start === 'now' ? nowMs : Date.parse(startsAt);
}

function endOf({ length, endsAt }: MuteEntry, startMs: number): string | null {
  if (length === 'open') return null;
  const endMs = length === 'until' ? Date.parse(endsAt) : startMs + Number(length) * MINUTE_MS;
  return new Date(endMs).toISOString();
}
