import { CheckStatus } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { favicon } from './tab-sign';

const pathsOf = (status: CheckStatus) =>
  [...decodeURIComponent(favicon(status)).matchAll(/ d="([^"]+)"/g)].map(([, path]) => path).join(' ');

describe('favicon', () => {
  it('differs by shape for each status, not only by colour', () => {
    expect(new Set(CheckStatus.options.map(pathsOf)).size).toBe(CheckStatus.options.length);
  });

  it('is an image that the content security policy allows', () => {
    expect(favicon('down')).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  });
});
