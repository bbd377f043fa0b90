import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import type { TextPart } from '@envscope/texts/texts.js';
import { Words } from './words';

/** Has a page wait for texts that only some pages need. */
export function withTexts(part: TextPart): CanActivateFn {
  return async () => {
    await inject(Words).loadPart(part);
    return true;
  };
}

/** Loads a page and the texts that only some pages need, both at a time. */
export function loadWithTexts<Page>(part: TextPart, load: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const [page] = await Promise.all([load(), inject(Words).loadPart(part)]);
    return page;
  };
}
