let count = 0;

/** Names a control as no other on the page is named, so that labels and remarks can point to it. */
export function nextId(kind: string): string {
  count += 1;
  return `${kind}-${count}`;
}
