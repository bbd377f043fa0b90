import { Color, type EnvironmentId, type LocalizedName } from '@envscope/contracts/index.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import * as z from 'zod';

/** How people see an environment, and read of it: variables by stem, as those of a service. */
export const ENVIRONMENT_VARIABLES = {
  ENVIRONMENT_NAME: { schema: z.string().trim().min(1).max(40), example: 'Quality assurance' },
  ENVIRONMENT_COLOR: { schema: z.string().toLowerCase().pipe(Color), example: '#2f7de1' },
  ALERT_LANGUAGE: { schema: z.enum(['ko', 'en']), example: 'ko' },
} as const satisfies Variables;

// None is near the red, amber, green or grey of a state, and any two are told apart; on light and on dark surfaces.
const KNOWN: Readonly<Record<string, { name: LocalizedName; color: string }>> = {
  dev: { name: { ko: '개발', en: 'Development' }, color: '#0593bf' },
  staging: { name: { ko: '스테이징', en: 'Staging' }, color: '#9b2ae9' },
  prod: { name: { ko: '프로덕션', en: 'Production' }, color: '#205bf7' },
};

const COLORS_OF_OTHERS = ['#ed44fd', '#756a17', '#9585f4', '#a65481', '#fb0086'] as const;

/** Name and colour of one of the environments: as set, else as known, else its key and the next colour of the list. */
export function appearance(
  id: EnvironmentId,
  environments: readonly EnvironmentId[],
  values: { ENVIRONMENT_NAME?: string; ENVIRONMENT_COLOR?: string },
): { name: LocalizedName; color: string } {
  const known = KNOWN[id];
  const set = values.ENVIRONMENT_NAME;
  const fallback = id.charAt(0).toUpperCase() + id.slice(1);
  return {
    name: set ? { ko: set, en: set } : (known?.name ?? { ko: fallback, en: fallback }),
    color: values.ENVIRONMENT_COLOR ?? known?.color ?? colorOfOther(id, environments),
  };
}

function colorOfOther(id: EnvironmentId, environments: readonly EnvironmentId[]): string {
  const position = environments.filter((other) => !KNOWN[other]).indexOf(id);
  return COLORS_OF_OTHERS[position % COLORS_OF_OTHERS.length] ?? COLORS_OF_OTHERS[0];
}
