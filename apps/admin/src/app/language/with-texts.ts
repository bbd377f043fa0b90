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
