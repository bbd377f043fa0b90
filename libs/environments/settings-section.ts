import type { EnvironmentId, LocationId, Quorum, ServiceKind } from '@envscope/contracts/index.js';
import type * as z from 'zod';

/** How one variable is read. Its schema takes the text and gives what the section works with. */
export interface Variable<T = unknown> {
  readonly schema: z.ZodType<T, string>;
  /** A value that would be right, shown beside what is wrong. */
  readonly example: string;
  /** Secret values are never printed, neither in errors nor anywhere else. */
  readonly isSecret?: boolean;
  /** The name without a suffix serves every environment that lacks its own. */
  readonly isShareable?: boolean;
}

export type Variables = Readonly<Record<string, Variable>>;

/** What a variable's schema gives. */
export type Output<V> = V extends Variable<infer T> ? T : never;

/** The values of one environment: what is required is there, the rest may be undefined. */
export type SectionValues<V extends Variables, C extends Variables, R extends keyof (V & C)> = {
  readonly [K in keyof (V & C)]: K extends R ? Output<(V & C)[K]> : Output<(V & C)[K]> | undefined;
};

/** What the config endpoint may show of the settings: nothing secret. */
export interface SectionDescription {
  readonly settings: Readonly<Record<string, string | number | boolean | string[] | null>>;
  /** The vendor's own page, where people go on. */
  readonly vendorUrl: string | null;
  /** `host:port` of everything that the service is read from. */
  readonly addresses: readonly string[];
  /** The HTTP calls that it takes, so that people see which of them go by a proxy. */
  readonly calls?: readonly HttpCalls[];
}

/** HTTP calls of one kind. */
export interface HttpCalls {
  /** What they are for, where a service has several kinds. */
  readonly name?: string;
  /** `https://discord.com`. */
  readonly origin: string;
  /** Past the proxy, whatever the rule says. */
  readonly isDirect?: boolean;
}

/** Values that are right one by one and do not go together. `message` must hold no secret. */
export class InvalidSettings extends Error {
  constructor(
    /** A variable, or a place in a file. */
    readonly variable: string,
    fault: string,
  ) {
    super(fault);
    this.name = 'InvalidSettings';
  }
}

/** Content of a JSON file that a section reads besides variables; its first level is keyed by environment. */
export interface SectionFile<F> {
  readonly name: string;
  readonly schema: z.ZodType<F>;
}

/** A setting by which any certificate will do. */
export interface Unverified {
  /** A variable, or a place in a file. */
  readonly variable: string;
  /** Options, or names of what is believed unseen. */
  readonly causes: readonly string[];
}

/** From where a single target is checked, as a file has it. */
export interface OwnLocations {
  readonly place: string;
  /** Undefined: all that there are. */
  readonly locations: readonly LocationId[] | undefined;
  readonly quorum: Quorum | undefined;
}

/** What a service or a kind of channel must have configured in one environment. */
export interface SettingsSection<S> {
  /** Absent where it is a channel's alone. */
  readonly service?: ServiceKind;
  /** Variables of one environment by stem: `REDIS_URL` is read from `REDIS_URL_DEV`. */
  readonly variables: Variables;
  /** Variables that all environments have in common: `SENTRY_ORG`. */
  readonly common: Variables;
  /** Without one of these the service is not configured. */
  readonly required: readonly string[];
  /** Some of the required ones without the others are a mistake, not a choice. */
  readonly requiredTogether?: boolean;
  readonly file?: SectionFile<unknown>;
  /**
   * Makes settings of values that their schemas have checked, all required ones among them. Throws `InvalidSettings`
   * where they do not go together.
   */
  compose(values: Readonly<Record<string, unknown>>, environment: EnvironmentId, file: unknown): S;
  describe(settings: S): SectionDescription;
  /** Secrets that a file or a part of a variable holds; variables that are secret as a whole are known already. */
  secrets?(settings: S): readonly string[];
  /** Values of which the first required variable holds those that no other environment may hold: they say who calls. */
  ownValues?(settings: S): readonly string[];
  /** What has certificates not verified; the person who reads the settings must know. */
  unverified?(settings: S, environment: EnvironmentId): readonly Unverified[];
  /** From where single targets are checked; what they name must be there. */
  locations?(settings: S, environment: EnvironmentId): readonly OwnLocations[];
  /** How often the service is checked where a vendor's budget asks for another pace than the console's. */
  intervalMs?(settings: S): number | undefined;
}

type Typed<S, V extends Variables, C extends Variables, R extends keyof (V & C), F> = Omit<
  SettingsSection<S>,
  'variables' | 'common' | 'required' | 'file' | 'compose'
> & {
  readonly variables: V;
  readonly common: C;
  readonly required: readonly (R & string)[];
  readonly file?: SectionFile<F>;
  compose(values: SectionValues<V, C, R>, environment: EnvironmentId, file: F | undefined): S;
};

/** A section whose `compose` gets its values typed by the variables that it declares. */
export function defineSection<
  S,
  const V extends Variables,
  const C extends Variables,
  const R extends keyof (V & C),
  F = undefined,
>(section: Typed<S, V, C, R, F>): SettingsSection<S> {
  return {
    ...section,
    compose: (values, environment, file) =>
      section.compose(values as SectionValues<V, C, R>, environment, file as F | undefined),
  };
}
