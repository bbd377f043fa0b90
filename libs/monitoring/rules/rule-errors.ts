import type { MeasurementName, Rule, ServiceKind } from '@envscope/contracts/index.js';

/** No rule has the id. */
export class UnknownRule extends Error {
  constructor(readonly id: string) {
    super(`There is no rule ${id}`);
    this.name = 'UnknownRule';
  }
}

/** Somebody has changed the rule at another console since it was read here; `rule` is what it is now. */
export class RuleChanged extends Error {
  constructor(readonly rule: Rule) {
    super(`The rule ${rule.id} has changed`);
    this.name = 'RuleChanged';
  }
}

/** What a rule that comes with the console watches is its own: `field` cannot be changed. */
export class FixedTerm extends Error {
  constructor(readonly field: 'service' | 'measurement' | 'condition') {
    super(`The ${field} of a built-in rule cannot be changed`);
    this.name = 'FixedTerm';
  }
}

/** The threshold makes no sense for what the rule watches. */
export class InvalidThreshold extends Error {
  readonly field = 'threshold';

  constructor(readonly code: 'over-maximum' | 'never-met') {
    super(code === 'never-met' ? 'No value can ever meet the condition' : 'More than the figure can be');
    this.name = 'InvalidThreshold';
  }
}

/** There are as many rules of people's own as there may be. */
export class TooManyRules extends Error {
  constructor(readonly most: number) {
    super(`There are ${most} rules already`);
    this.name = 'TooManyRules';
  }
}

/** Only a rule that comes with the console has a default to go back to. */
export class NotBuiltIn extends Error {
  constructor(readonly id: string) {
    super(`The rule ${id} is not built in`);
    this.name = 'NotBuiltIn';
  }
}

/** A rule that comes with the console can be turned off, not removed. */
export class BuiltInRule extends Error {
  constructor(readonly id: string) {
    super(`The rule ${id} is built in`);
    this.name = 'BuiltInRule';
  }
}

/** The service's probe does not write the measurement, so that no rule can watch it. */
export class UnknownMeasurement extends Error {
  constructor(
    readonly service: ServiceKind,
    readonly measurement: MeasurementName,
  ) {
    super(`${service} has no measurement ${measurement}`);
    this.name = 'UnknownMeasurement';
  }
}
