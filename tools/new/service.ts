import { all, atTheEndOf, importing, replacing } from './edits.ts';
import type { Names } from './names.ts';
import { settingsLines, titleLines } from './settings-lines.ts';
import type { Recipe } from './recipe.ts';

/** A service that is asked over HTTP, with an address and a token: what of it is otherwise is changed by hand. */
export function serviceRecipe(names: Names): Recipe {
  const { kind, pascal, camel, constant, title } = names;
  const folder = `libs/integrations/${kind}`;
  return {
    templates: 'service',
    folder,
    edits: {
      'libs/contracts/service.ts': replacing(
        /(ServiceKind = z\s+\.enum\(\[[^\]]*?)(,?\s*\])/,
        `$1, '${kind}'$2`,
      ),
      'libs/integrations/services.ts': all(
        importing(`import { ${camel}Service } from './${kind}/${kind}.service.js';`),
        atTheEndOf(/^export const MANIFESTS: ServiceManifests = \{\n/, `  '${kind}': ${camel}Service,\n`),
      ),
      'libs/integrations/integrations.module.ts': all(
        importing(`import { ${pascal}Module } from './${kind}/${kind}.module.js';`),
        importing(`import { ${pascal}Probe } from './${kind}/${kind}.probe.js';`),
        atTheEndOf(/^const MODULES = \[\n/, `  ${pascal}Module,\n`),
        atTheEndOf(/^const PROBE_CLASSES: .*\{\n/, `  '${kind}': ${pascal}Probe,\n`),
      ),
      'libs/settings/sections.ts': all(
        importing(`import { ${camel}Section } from '@envscope/integrations/${kind}/${kind}.settings.js';`),
        atTheEndOf(/^export const SECTIONS = \{\n/, `  '${kind}': ${camel}Section,\n`),
      ),
      ...titleLines(/^ {2}service: \{\n/, names),
      ...settingsLines(names, [
        {
          stem: `${constant}_URL`,
          example: `https://${kind}.example.com`,
          isSecret: false,
          wrong: `'http://127.0.0.1:1'`,
          is: `where ${title} answers`,
        },
        {
          stem: `${constant}_TOKEN`,
          example: '',
          isSecret: true,
          wrong: `\`\${MARK}-${kind}-token\``,
          is: `a token for ${title} that may only read`,
        },
      ]),
    },
    next: [
      `${folder}/${kind}.client.ts: ask what ${title} really answers`,
      `${folder}/${kind}.service.ts: its layer, whether it is vital, its figures and their rules`,
      `${folder}/${kind}.settings.ts, docs/operations.md: its variables`,
    ],
  };
}
