/** How one thing is called in each place. */
export interface Names {
  /** `rabbitmq`, `my-broker`: in lists, file names and addresses. */
  readonly kind: string;
  /** `MyBroker`: in classes. */
  readonly pascal: string;
  /** `myBroker`: in values. */
  readonly camel: string;
  /** `MY_BROKER`: in variables. */
  readonly constant: string;
  /** `my_broker`: in Prometheus. */
  readonly snake: string;
  /** `My broker`: what people read, until somebody writes it as its maker does. */
  readonly title: string;
}

/** Something that the command was given and cannot work with; the message says what would do. */
export class Unusable extends Error {}

/** Folders of `libs/integrations` that are no integration. */
const RESERVED = ['kernel', 'network'];

/** Makes all names of a kind. Throws `Unusable` for one that would be no file name, no variable, or somebody else's. */
export function namesOf(kind: string, title = titleOf(kind)): Names {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(kind) || kind.length > 40) {
    throw new Unusable(
      `"${kind}" cannot name it: use lower-case letters and digits, words joined by "-", such as "rabbitmq" or "my-broker"`,
    );
  }
  if (RESERVED.includes(kind)) throw new Unusable(`"${kind}" is a folder of libs/integrations already`);
  if (!/^[\p{L}\p{N} .+/-]{1,40}$/u.test(title)) {
    throw new Unusable(`"${title}" cannot be its title: letters, digits, spaces and ".+/-", 40 at most`);
  }
  const words = kind.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return {
    kind,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    constant: words.join('_').toUpperCase(),
    snake: words.join('_'),
    title,
  };
}

/** Puts the names where a template has `__kind__`, `__Pascal__`, `__camel__`, `__CONSTANT__`, `__snake__` and `__Title__`. */
export function filled(template: string, names: Names): string {
  return template
    .replaceAll('__kind__', names.kind)
    .replaceAll('__Pascal__', names.pascal)
    .replaceAll('__camel__', names.camel)
    .replaceAll('__CONSTANT__', names.constant)
    .replaceAll('__snake__', names.snake)
    .replaceAll('__Title__', names.title);
}

function titleOf(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
