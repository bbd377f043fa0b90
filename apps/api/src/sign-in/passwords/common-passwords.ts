import { invalidField } from '@envscope/contracts/index.js';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const LIST = '@zxcvbn-ts/language-common/src/passwords.json';

/** What is put before and behind a word to fulfil rules for passwords. */
const ADDED = /^[^\p{L}]+|[^\p{L}]+$/gu;

/**
 * Throws `invalid-input` for a password that many people have, be it twice in a row or with figures and signs around it, and
 * for one that is made of the person's own name. The list is read when it is asked, and not kept: passwords are set seldom.
 */
export async function refuseCommonPassword(password: string, own: readonly (string | null)[]): Promise<void> {
  const text = password.normalize('NFKC').toLowerCase();
  const core = text.replace(ADDED, '');
  const forms = new Set([text, half(text), core, half(core)]);
  const known = new Set(JSON.parse(await readFile(pathOfList(), 'utf8')) as string[]);
  const names = own.flatMap((name) =>
    name === null ? [] : [name.toLowerCase(), name.toLowerCase().split('@')[0]],
  );
  const isCommon = [...forms].some((form) => known.has(form) || names.includes(form));
  const isMonotonous = new Set(text).size < 4;
  if (isCommon || isMonotonous)
    throw invalidField('password', 'too-common', 'Many people have this password');
}

/** What a text repeats, where it is one text twice or more. */
function half(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
}

const pathOfList = (): string => createRequire(import.meta.url).resolve(LIST);
