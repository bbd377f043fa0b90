import type { FieldTree, ValidationError } from '@angular/forms/signals';
import { problemOf } from '../api/problem';

/**
 * What the server refused in what a form sent, each at its field, named as in the contract. Empty where the problem is not
 * about a field of the form, and has to be shown elsewhere.
 */
export function refusalsOf<T extends object>(
  error: unknown,
  form: FieldTree<T>,
): ValidationError.WithOptionalFieldTree[] {
  const fields = form as unknown as Readonly<Record<string, FieldTree<unknown> | undefined>>;
  return (problemOf(error)?.errors ?? []).flatMap(({ field, code }) => {
    const [name = ''] = field.split('.');
    const fieldTree = fields[name];
    return fieldTree ? [{ kind: code, fieldTree }] : [];
  });
}
