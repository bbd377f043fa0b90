/** How much of something is used, ready for a meter. */
export interface Use {
  readonly ratio: number;
  readonly text: string;
  readonly tone: 'plain' | 'warning' | 'critical';
}

const TIGHT_RATIO = 0.8;
const NEARLY_FULL_RATIO = 0.95;

/** Tints a meter as what it measures fills up. Whether that is a fault is the probe's to say. */
export function useOf(ratio: number, text: string): Use {
  const tone = ratio >= NEARLY_FULL_RATIO ? 'critical' : ratio >= TIGHT_RATIO ? 'warning' : 'plain';
  return { ratio, text, tone };
}
