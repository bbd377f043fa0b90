/**
 * `npm run new -- service rabbitmq [--title RabbitMQ]`, `npm run new -- channel slack`: makes the folder of a new service or
 * channel, its line in each list, its settings, and its words in both languages; what it then does is a skeleton that works.
 * CONTRIBUTING.md says what is left.
 */
import { parseArgs } from 'node:util';
import { channelRecipe } from './channel.ts';
import { namesOf, Unusable, type Names } from './names.ts';
import { make, type Recipe } from './recipe.ts';
import { serviceRecipe } from './service.ts';

const RECIPES: Readonly<Record<string, (names: Names) => Recipe>> = {
  service: serviceRecipe,
  channel: channelRecipe,
};
const USAGE = `npm run new -- ${Object.keys(RECIPES).join('|')} <name> [--title <title>]`;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { title: { type: 'string' } },
  });
  const [what = '', kind = '', ...rest] = positionals;
  const recipeOf = Object.hasOwn(RECIPES, what) ? RECIPES[what] : undefined;
  if (!recipeOf || kind === '' || rest.length > 0) throw new Unusable(USAGE);
  const names = namesOf(kind, values.title);
  const recipe = recipeOf(names);
  const written = await make(process.cwd(), names, recipe);
  console.log(`Wrote ${written.join('\n      ')}\n\nNow:`);
  for (const step of recipe.next) console.log(`- ${step}`);
} catch (error) {
  const isOurs =
    error instanceof Unusable || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!isOurs) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
