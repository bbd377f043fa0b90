import * as z from 'zod';

/** The elements of a vendor's list that could be understood. */
export interface SoundList<T> {
  readonly items: readonly T[];
  /** How many could not, or were more than are taken. */
  readonly leftOut: number;
}

interface Leniency {
  /** More are left out. */
  readonly most?: number;
  /** A list of odd ones only is empty; else it is an answer that makes no sense. For one page of several, and for what is beside the point. */
  readonly mayLackAll?: boolean;
}

/** A list that is read element by element, so that an odd one does not hide the others. */
export function soundList<T>(
  element: z.ZodType<T>,
  { most = 5_000, mayLackAll = false }: Leniency = {},
): z.ZodType<SoundList<T>> {
  return z.array(z.unknown()).transform((list, context) => {
    const items = list.slice(0, most).flatMap((each) => {
      const read = element.safeParse(each);
      return read.success ? [read.data] : [];
    });
    if (items.length === 0 && list.length > 0 && !mayLackAll) {
      const [issue] = element.safeParse(list[0]).error?.issues ?? [];
      context.addIssue({ code: 'custom', message: 'No element is sound', path: [0, ...(issue?.path ?? [])] });
      return z.NEVER;
    }
    return { items, leftOut: list.length - items.length };
  });
}
