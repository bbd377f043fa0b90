import type { AuditChange } from '@envscope/contracts/index.js';
import { SECRET_MASK, type SecretMask } from '@envscope/integrations/kernel/masking.js';
import { Inject, Injectable } from '@nestjs/common';

const MOST_FIELDS = 40;
const LONGEST_NAME = 120;
const LONGEST_VALUE = 500;
const MASK = '•••';

/** Fields that never hold anything but what lets somebody in. */
const SECRET_NAME = /password|secret|token|credential|recoverycode|hash/i;

/** Says what an action changed. */
@Injectable()
export class AuditChanges {
  constructor(@Inject(SECRET_MASK) private readonly mask: SecretMask) {}

  /** The fields that differ, as texts, with secrets masked; null stands for nothing at all. */
  between(before: object | null = null, after: object | null = null): AuditChange[] {
    const [earlier, later] = [fieldsOf(before), fieldsOf(after)];
    const names = [...new Set([...earlier.keys(), ...later.keys()])];
    return names
      .filter((name) => textOf(earlier.get(name)) !== textOf(later.get(name)))
      .slice(0, MOST_FIELDS)
      .map((name) => ({
        field: name.slice(0, LONGEST_NAME),
        before: this.shown(name, earlier.get(name)),
        after: this.shown(name, later.get(name)),
      }));
  }

  private shown(name: string, value: unknown): string | null {
    const text = textOf(this.mask.value(value));
    if (text === null) return null;
    return SECRET_NAME.test(name) ? MASK : cut(text);
  }
}

const fieldsOf = (of: object | null) => new Map<string, unknown>(Object.entries(of ?? {}));

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(text: string): string {
  // A cut may fall between the halves of one character.
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1).toWellFormed()}…` : text;
}
