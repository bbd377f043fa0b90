import type { EnvironmentId, LocalizedName, ServiceKind } from '@envscope/contracts/index.js';
import type { SectionDescription } from './settings-section.js';
import type { TrustedCa } from './trusted-ca.js';

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

/** Where alerts go that machines read. */
export interface AlertWebhook {
  /** May hold a secret in its path or query. */
  readonly url: string;
  /** Signs what is sent, so that the receiver knows who calls. */
  readonly secret: string;
  /** Trusted beside the public authorities. */
  readonly ca?: TrustedCa | undefined;
}

/** How an environment's alerts are told, whatever its channels. */
export interface Alerting {
  readonly language: 'ko' | 'en';
  readonly webhook: AlertWebhook | null;
}

/** One environment and the settings of its services. */
export interface Environment<S extends object = object> {
  readonly id: EnvironmentId;
  readonly name: LocalizedName;
  /** `#rrggbb`. */
  readonly color: string;
  readonly alerting: Alerting;
  readonly sections: { readonly [K in keyof S]: Section<S[K]> };
}

/** Every environment in the order in which people see them. */
export type Environments<S extends object = object> = readonly Environment<S>[];

/** An environment with the sections of every service, whatever their settings are. */
export type AnyEnvironment = Environment<Record<ServiceKind, unknown>>;

/** Token of the `Environments` that settings gave. */
export const ENVIRONMENTS = Symbol('ENVIRONMENTS');
