/** Something that a form may not say, and where. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

interface Tree {
  [key: string]: Tree | { code: string; message: string }[];
}

/** The nested form in which the vendor reports problems: a node per step of the path, `_errors` at its end. */
export function treeOf(problems: readonly Problem[]): Tree {
  const root: Tree = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const step of path) {
      const next = node[step];
      const child: Tree = next === undefined || Array.isArray(next) ? {} : next;
      node[step] = child;
      node = child;
    }
    const said = node['_errors'];
    node['_errors'] = [...(Array.isArray(said) ? said : []), { code, message }];
  }
  return root;
}

/** A value that must be there. */
export function required(path: Problem['path']): Problem {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}

/** A text or a list that is too long. */
export function tooLong(path: Problem['path'], max: number): Problem {
  return { path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` };
}

/** A value of the wrong kind. */
export function wrongKind(path: Problem['path'], kind: 'string' | 'list' | 'object' | 'int'): Problem {
  const said = {
    string: { code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.' },
    list: { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
    object: { code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType' },
    int: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' },
  };
  return { path, ...said[kind] };
}
