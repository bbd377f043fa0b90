import type { ChannelKind, EnvironmentId, LocalizedName, ServiceKind } from '@envscope/contracts/index.js';
import type { SectionDescription } from './settings-section.js';

/** A service's settings in one environment, or what is missing for it. */
export type Section<S> =
  | {
      readonly state: 'configured';
      readonly settings: S;
      /** `shared`: it came from a variable without the environment's suffix. */
      readonly credential: 'own' | 'shared';
      readonly description: SectionDescription;
      readonly intervalMs: number;
    }
  | { readonly state: 'missing'; readonly variables: readonly string[]; readonly intervalMs: number };

/** A kind of channel in one environment: its settings, or what is missing for it. */
export type ChannelSection<S = unknown> = Section<S> & { readonly kind: ChannelKind };

/** How an environment's notifications are written, whatever its channels. */
export interface Alerting {
  readonly language: 'ko' | 'en';
}

/** One environment and the settings of its services. */
export interface Environment<S extends object = object> {
  readonly id: EnvironmentId;
  readonly name: LocalizedName;
  /** `#rrggbb`. */
  readonly color: string;
  readonly alerting: Alerting;
  /** Every kind of channel, in the order of their list. */
  readonly channels: readonly ChannelSection[];
  readonly sections: { readonly [K in keyof S]: Section<S[K]> };
}

/** Every environment in the order in which people see them. */
export type Environments<S extends object = object> = readonly Environment<S>[];

/** An environment with the sections of every service, whatever their settings are. */
export type AnyEnvironment = Environment<Record<ServiceKind, unknown>>;

/** Token of the `Environments` that settings gave. */
export const ENVIRONMENTS = Symbol('ENVIRONMENTS');
