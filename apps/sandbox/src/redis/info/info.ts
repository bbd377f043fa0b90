/** The fields of one section of INFO, in their order. */
export type Fields = Readonly<Record<string, string | number>>;

/** Writes a section as INFO shows it: a heading, then `name:value`, each line ended by CRLF. */
export function section(heading: string, fields: Fields): string {
  return [`# ${heading}`, ...Object.entries(fields).map(([name, value]) => `${name}:${value}`), ''].join(
    '\r\n',
  );
}

/** Bytes as Redis prints them for people: `894.69K`. */
export function humanBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), 3);
  return power === 0 ? `${bytes}B` : `${(bytes / 1024 ** power).toFixed(2)}${'BKMG'[power] ?? ''}`;
}
