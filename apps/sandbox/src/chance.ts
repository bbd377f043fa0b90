// Taken once: tests run where looking up a global is slow, and a chart asks for a hundred thousand chances.
const { floor, imul, trunc } = Math;

/** The seed of a name: the same name always has the same 32-bit seed (FNV-1a). */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A pseudo-random figure of [0, 1): the same seed and moment always give the same figure. */
export function chance(seed: number, moment: number): number {
  // Two halves, since a bitwise operation would cut a time in milliseconds down to its low 32 bits.
  const low = trunc(moment) >>> 0;
  const high = floor(moment / 0x1_0000_0000) >>> 0;
  let mixed = imul(seed ^ low, 0x9e3779b1) ^ imul(high + 1, 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
}
