import { json, jsonIn, Refusal, type Call } from '../http/exchange.ts';

/** What a caller of the control endpoint asked for: the fields of a JSON object. */
export type Order = Readonly<Record<string, unknown>>;

/** Refuses an order with 400 and says why. */
export function misunderstood(error: string): Refusal {
  return new Refusal(json(400, { error }));
}

/** The order in a call's body, of these fields only. Refuses anything else with 400. */
export function orderOf(call: Call, known: readonly string[]): Order {
  const value = jsonIn(call);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw misunderstood('the body must be a JSON object');
  }
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger !== undefined) throw misunderstood(`'${stranger}' is none of ${known.join(', ')}`);
  return { ...value };
}

/** A text of the order. */
export function textOf(order: Order, name: string): string | undefined {
  const value = order[name];
  if (value === undefined || typeof value === 'string') return value;
  throw misunderstood(`${name} must be a text`);
}

/** A number of the order that is not negative. */
export function numberOf(order: Order, name: string): number | undefined {
  const value = order[name];
  if (value === undefined || (typeof value === 'number' && value >= 0)) return value;
  throw misunderstood(`${name} must be a number of 0 or more`);
}

/** A text of the order that is one of a list. */
export function choiceOf<Choice extends string>(
  order: Order,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = textOf(order, name);
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice !== undefined) return choice;
  throw misunderstood(`${name} must be one of ${choices.join(', ')}`);
}

/** What must not be missing. */
export function given<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw misunderstood(`${name} is missing`);
  return value;
}
