/** All texts of a language by dotted key, such as `shell.theme.dark`. */
export function leavesOf(node: object, path = ''): [key: string, text: string][] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${name}`, value]] : leavesOf(value as object, `${path}${name}.`),
  );
}
