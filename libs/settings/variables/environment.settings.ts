import { Color, type EnvironmentId, type LocalizedName } from '@envscope/contracts/index.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import * as z from 'zod';

/** How people see an environment, and read of it: variables by stem, as those of a service. */
export const ENVIRONMENT_VARIABLES = {
  ENVIRONMENT_NAME: { schema: z.string().trim().min(1).max(40), example: 'Quality assurance' },
  ENVIRONMENT_COLOR: { schema: z.string().toLowerCase().pipe(Color), example: '#2f7de1' },
  ALERT_LANGUAGE: { schema: z.enum(['ko', 'en']), example: 'ko' },
} as const satisfies Variables;

const KNOWN: Readonly<Record<string, { name: LocalizedName; color: string }>> = {
  dev: { name: { ko: '개발', en: 'Development' }, color: '#d99a00' },
  staging: { name: { ko: '스테이징', en: 'Staging' }, color: '#2f7de1' },
  prod: { name: { ko: '프로덕션', en: 'Production' }, color: '#1f9d61' },
};

const COLORS_OF_OTHERS = ['#8f6bd8', '#d1587f', '#2b9fb0', '#b0672b'] as const;

/** Name and colour of an environment: as set, else as known, else its key and a colour by its position. */
export function appearance(
  id: EnvironmentId,
  position: number,
  values: { ENVIRONMENT_NAME?: string; ENVIRONMENT_COLOR?: string },
): { name: LocalizedName; color: string } {
  const known = KNOWN[id];
  const set = values.ENVIRONMENT_NAME;
  const fallback = id.charAt(0).toUpperCase() + id.slice(1);
  return {
    name: set ? { ko: set, en: set } : (known?.name ?? { ko: fallback, en: fallback }),
    color:
      values.ENVIRONMENT_COLOR ??
      known?.color ??
      COLORS_OF_OTHERS[position % COLORS_OF_OTHERS.length] ??
      COLORS_OF_OTHERS[0],
  };
}
