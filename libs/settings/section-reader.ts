import type { EnvironmentId, LocationId } from '@envscope/contracts/index.js';
import type { Section } from '@envscope/environments/environments.js';
import { InvalidSettings, type SettingsSection } from '@envscope/environments/settings-section.js';
import type { VariableReader } from './problems.js';
import type { SettingsWarning } from './warnings.js';

/** What the names of an environment's variables end in. */
export const suffixOf = (id: EnvironmentId) => `_${id.toUpperCase()}`;

/** Reads the settings of one service in one environment; faults go to the variables' reader. */
export class SectionReader {
  readonly warnings: SettingsWarning[] = [];
  /** The variable that holds a value which only one environment may hold. */
  private readonly holders = new Map<string, string>();

  constructor(
    private readonly variables: VariableReader,
    private readonly files: Readonly<Record<string, unknown>>,
    /** How often a service is checked whose section asks for no other interval. */
    private readonly intervalMs: number,
    /** All locations that settings name. */
    private readonly locations: readonly LocationId[],
  ) {}

  read(section: SettingsSection<unknown>, id: EnvironmentId): Section<unknown> {
    const { values, isShared } = this.valuesOf(section, id);
    const missing = section.required.filter((stem) => values[stem] === undefined);
    if (missing.length > 0) {
      this.reportHalves(section, id);
      const variables = missing.map((stem) => (stem in section.common ? stem : stem + suffixOf(id)));
      return { state: 'missing', variables, intervalMs: this.intervalMs };
    }
    const settings = this.compose(section, values, id);
    if (settings === undefined) return { state: 'missing', variables: [], intervalMs: this.intervalMs };
    section.secrets?.(settings).forEach((secret) => this.variables.secrets.add(secret));
    this.reportBorrowed(section, settings, id);
    this.warnings.push(...unverifiedBy(section, settings, id));
    this.checkLocations(section, settings, id);
    return {
      state: 'configured',
      settings,
      credential: isShared ? 'shared' : 'own',
      description: section.describe(settings),
      intervalMs: section.intervalMs?.(settings) ?? this.intervalMs,
    };
  }

  private reportBorrowed(section: SettingsSection<unknown>, settings: unknown, id: EnvironmentId): void {
    const variable = `${section.required[0]}${suffixOf(id)}`;
    for (const value of section.ownValues?.(settings) ?? []) {
      const holder = this.holders.get(value) ?? variable;
      this.holders.set(value, holder);
      if (holder !== variable)
        this.variables.report({
          variable,
          fault: `holds a value that ${holder} holds too: each needs its own`,
        });
    }
  }

  private reportHalves(
    { required, requiredTogether, variables }: SettingsSection<unknown>,
    id: EnvironmentId,
  ) {
    if (requiredTogether !== true) return;
    const isThere = (stem: string): boolean => this.variables.has(stem + suffixOf(id));
    const there = required.filter(isThere).map((stem) => stem + suffixOf(id));
    if (there.length === 0) return;
    for (const stem of required.filter((one) => !isThere(one))) {
      const fault = `is missing: ${there.join(', ')} does nothing without it`;
      this.variables.report({ variable: stem + suffixOf(id), fault, example: variables[stem]?.example });
    }
  }

  /** Where nobody checks from, nothing would ever come from; a quorum of more locations than there are is never reached. */
  private checkLocations(section: SettingsSection<unknown>, settings: unknown, id: EnvironmentId) {
    const { service } = section;
    for (const { place: variable, locations, quorum } of section.locations?.(settings, id) ?? []) {
      if (this.locations.length === 0) {
        if (locations === undefined && quorum === undefined) continue;
        const params = { suggestion: 'LOCATIONS' };
        const whose = { ...(service && { service }), environment: id };
        this.warnings.push({ code: 'locations-without-effect', variable, params, ...whose });
        continue;
      }
      const strangers = locations?.filter((location) => !this.locations.includes(location)) ?? [];
      const count = (locations ?? this.locations).length;
      if (strangers.length > 0)
        this.report(variable, `is checked from ${strangers.join(', ')}, which LOCATIONS does not name`);
      if (typeof quorum === 'number' && quorum > count)
        this.report(variable, `has a quorum of ${quorum}, and fewer locations: ${count}`);
    }
  }

  private report(variable: string, fault: string) {
    this.variables.report({ variable, fault });
  }

  private valuesOf(section: SettingsSection<unknown>, id: EnvironmentId) {
    const values: Record<string, unknown> = { ...this.variables.readAll(section.common) };
    let isShared = false;
    for (const [stem, variable] of Object.entries(section.variables)) {
      const own = stem + suffixOf(id);
      const isBorrowed =
        !this.variables.has(own) && variable.isShareable === true && this.variables.has(stem);
      values[stem] = this.variables.read(isBorrowed ? stem : own, variable);
      // Only a credential shows whose service it is; a shared project name does not.
      isShared ||= isBorrowed && variable.isSecret === true;
    }
    return { values, isShared };
  }

  /** Undefined when the values do not go together, which ends the start once all problems are collected. */
  private compose(
    section: SettingsSection<unknown>,
    values: Record<string, unknown>,
    id: EnvironmentId,
  ): unknown {
    try {
      return section.compose(values, id, this.contentOf(section));
    } catch (error) {
      if (!(error instanceof InvalidSettings)) throw error;
      this.report(error.variable, error.message);
      return undefined;
    }
  }

  private contentOf({ file }: SettingsSection<unknown>): unknown {
    if (!file || !(file.name in this.files)) return undefined;
    const parsed = file.schema.safeParse(this.files[file.name]);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const place = issue.path.join('.') || 'content';
      this.variables.report({ variable: `${file.name}: ${place}`, fault: issue.message });
    }
    return undefined;
  }
}

function unverifiedBy(
  section: SettingsSection<unknown>,
  settings: unknown,
  environment: EnvironmentId,
): SettingsWarning[] {
  return (section.unverified?.(settings, environment) ?? []).map(({ variable, causes }) => ({
    code: 'certificate-unverified',
    variable,
    params: { cause: causes.join(', '), suggestion: `TLS_CA_FILE${suffixOf(environment)}` },
    ...(section.service && { service: section.service }),
    environment,
  }));
}
