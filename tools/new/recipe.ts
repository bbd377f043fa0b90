import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import type { Edit } from './edits.ts';
import { filled, Unusable, type Names } from './names.ts';

/** What makes a new thing: a folder of files from templates, and lines in files that are there. */
export interface Recipe {
  /** Which folder of `templates`. */
  readonly templates: string;
  readonly folder: string;
  readonly edits: Readonly<Record<string, Edit>>;
  /** What is left to people. */
  readonly next: readonly string[];
}

const TEMPLATES = join(import.meta.dirname, 'templates');

/** Makes it in the tree below `root`, and answers the paths of what it wrote. Throws `Unusable` before anything is written. */
export async function make(root: string, names: Names, recipe: Recipe): Promise<string[]> {
  if (existsSync(join(root, recipe.folder))) throw new Unusable(`${recipe.folder} is there already`);
  const settings = readFileSync(join(root, '.env.prod'), 'utf8');
  if (new RegExp(`^# ${names.constant}_`, 'm').test(settings)) {
    throw new Unusable(
      `variables that begin with ${names.constant}_ are there already: .env.prod lists them`,
    );
  }
  const texts = [...filesOf(names, recipe), ...editsOf(root, recipe)];
  const written = await Promise.all(texts.map(([path, text]) => formatted(root, path, text)));
  mkdirSync(join(root, recipe.folder), { recursive: true });
  for (const [path, text] of written) writeFileSync(join(root, path), text);
  return written.map(([path]) => path);
}

type TextOf = readonly [path: string, text: string];

function filesOf(names: Names, { templates, folder }: Recipe): TextOf[] {
  const from = join(TEMPLATES, templates);
  return readdirSync(from).map((file) => [
    `${folder}/${filled(file.replace(/\.txt$/, ''), names)}`,
    filled(readFileSync(join(from, file), 'utf8'), names),
  ]);
}

function editsOf(root: string, { edits }: Recipe): TextOf[] {
  return Object.entries(edits).map(([path, edit]) => {
    try {
      return [path, edit(readFileSync(join(root, path), 'utf8'))];
    } catch (error) {
      if (error instanceof Unusable) throw new Unusable(`${path}: ${error.message}`);
      throw error;
    }
  });
}

async function formatted(root: string, path: string, text: string): Promise<TextOf> {
  if (!path.endsWith('.ts')) return [path, text];
  const options = await prettier.resolveConfig(join(root, path));
  return [path, await prettier.format(text, { ...options, filepath: path })];
}
