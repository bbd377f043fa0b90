import * as z from 'zod/mini';
import { refusedAs } from '../problems/field-error.js';

const LINE_BREAKS = /[\t\r\n]/g;

/** What nobody sees in a text, and what breaks a line: control, format and filler characters, halves of characters. */
const hasUnseen = (text: string) =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);

let emoji: RegExp | undefined;

/**
 * Emoji hold together by characters that are not seen. Made at run time, since compilers for older browsers refuse the flag, and
 * not before somebody types one: to make it takes as long as all else that the console begins with.
 */
const withoutEmoji = (text: string) => text.replace((emoji ??= new RegExp('\\p{RGI_Emoji}', 'gv')), '');

const isSeen = (text: string) => !hasUnseen(text) || !hasUnseen(withoutEmoji(text));

const refusal = refusedAs('unseen-characters', 'Holds a line break, or a character that cannot be seen');

/** One line that people type: neither empty nor blank, without line breaks and characters that cannot be seen. */
export const typedLine = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.refine(isSeen, refusal));

/** One line that people may leave empty. */
export const optionalLine = (longest: number) =>
  z.string().check(z.trim(), z.maxLength(longest), z.refine(isSeen, refusal));

/** What people type where lines may break. */
export const typedText = (longest: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(longest),
    z.refine((text) => isSeen(text.replace(LINE_BREAKS, '')), refusal),
  );
