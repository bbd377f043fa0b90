import * as z from 'zod/mini';

/** Key of an environment as settings name it: `dev`, `staging`, `prod`, `qa`, … Its upper case ends its variables. */
export const EnvironmentId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9]*$/), z.maxLength(32))
  .register(z.globalRegistry, {
    id: 'EnvironmentId',
    description: 'Key of an environment',
    example: 'staging',
  });
export type EnvironmentId = z.infer<typeof EnvironmentId>;

/** A name in each language that the console speaks. */
export const LocalizedName = z
  .object({ ko: z.string(), en: z.string() })
  .register(z.globalRegistry, { id: 'LocalizedName' });
export type LocalizedName = z.infer<typeof LocalizedName>;

/** A colour as `#rrggbb`. */
export const Color = z
  .string()
  .check(z.regex(/^#[0-9a-f]{6}$/))
  .register(z.globalRegistry, { id: 'Color', example: '#3f8cff' });
export type Color = z.infer<typeof Color>;
