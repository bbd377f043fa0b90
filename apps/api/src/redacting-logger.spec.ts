import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { RedactingLogger } from './redacting-logger.js';

const FORGED = 'lost\n[Nest] 1  - 01/01/2026, 1:00:00 AM     LOG [Access] ok';

describe('RedactingLogger', () => {
  afterEach(() => void jest.restoreAllMocks());

  /** What is printed meanwhile, on either stream. */
  function printed(log: (logger: RedactingLogger) => void): string[] {
    const texts: string[] = [];
    const note = (text: unknown): boolean => texts.push(String(text)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(note);
    jest.spyOn(process.stderr, 'write').mockImplementation(note);
    log(new RedactingLogger(new Redactor(['hunter2-secret']), 'log'));
    return stripVTControlCharacters(texts.join('')).trimEnd().split('\n');
  }

  it('writes one line for a message, whatever is in it', () => {
    const lines = printed((logger) => logger.warn(`${FORGED}\r\u001b[2Jhunter2-secret`, 'Problem'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(String.raw`lost\n[Nest] 1`);
    expect(lines[0]).toContain(String.raw`\u000d\u001b[2J`);
    expect(lines[0]).not.toContain('hunter2');
  });

  it('lets no line of an error begin like one of the log', () => {
    const lines = printed((logger) => logger.error(new Error(FORGED)));
    expect(lines.filter((line) => line.startsWith('[Nest]'))).toHaveLength(1);
    expect(lines.some((line) => /^\s+at /.test(line))).toBe(true);
  });
});
