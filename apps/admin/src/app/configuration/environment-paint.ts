import type { EnvironmentConfig, EnvironmentId } from '@envscope/contracts/index.js';

/** Ways to paint one colour that look different on a swatch of a few pixels, without another colour. */
const PATTERNS: readonly ((color: string) => string)[] = [
  (color) => color,
  (color) => `repeating-linear-gradient(180deg, ${color} 0 3px, transparent 3px 5px)`,
  (color) => `linear-gradient(90deg, ${color} 0 34%, transparent 34% 66%, ${color} 66%)`,
  (color) => `linear-gradient(180deg, ${color} 0 40%, transparent 40% 60%, ${color} 60%)`,
];

/** How each environment is painted, as a CSS background: settings have eight colours and may have twenty environments. */
export function paintsOf(
  environments: readonly Pick<EnvironmentConfig, 'id' | 'color'>[],
): ReadonlyMap<EnvironmentId, string> {
  const uses = new Map<string, number>();
  return new Map(
    environments.map(({ id, color }) => {
      const use = uses.get(color) ?? 0;
      uses.set(color, use + 1);
      return [id, PATTERNS[use % PATTERNS.length]?.(color) ?? color];
    }),
  );
}
