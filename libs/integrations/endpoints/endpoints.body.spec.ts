import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { readBody } from './endpoints.body.js';

const MIB = 1_048_576;

function incoming(chunks: readonly Buffer[], headers: Record<string, string>): IncomingMessage {
  return Object.assign(Readable.from(chunks), { headers }) as unknown as IncomingMessage;
}

const reason = (error: { reason: object }): object => error.reason;

describe('readBody', () => {
  it('reads no more than its limit of what unfolds to a gigabyte', async () => {
    const zeros = Buffer.alloc(64 * MIB);
    const bomb = incoming([gzipSync(gzipSync(zeros))], { 'content-encoding': 'gzip, gzip' });
    const { readings, isCut } = await readBody(bomb, MIB);
    expect([readings[0]?.length, isCut]).toEqual([MIB, true]);
  });

  it('says which compression it does not know', async () => {
    const body = readBody(incoming([Buffer.from('x')], { 'content-encoding': 'dcb' }), MIB);
    expect(await body.catch(reason)).toEqual({ code: 'encoding-unknown', params: { encoding: 'dcb' } });
  });

  it('says which compression a body is not', async () => {
    const whole = brotliCompressSync('x'.repeat(1_000));
    const broken = incoming([Buffer.concat([Buffer.from([0xff, 0xff]), whole])], {
      'content-encoding': 'br',
    });
    expect(await readBody(broken, MIB).catch(reason)).toEqual({
      code: 'invalid-answer',
      params: { where: 'br' },
    });
  });

  it('has nothing to decompress where nothing came', async () => {
    expect(await readBody(incoming([], { 'content-encoding': 'gzip' }), MIB)).toEqual({
      readings: [''],
      isCut: false,
    });
  });

  it('takes a compressed body in whatever pieces it comes', async () => {
    const pieces = [...gzipSync('한국어'.repeat(500))].map((byte) => Buffer.from([byte]));
    const { readings } = await readBody(incoming(pieces, { 'content-encoding': 'gzip' }), MIB);
    expect(readings).toEqual(['한국어'.repeat(500)]);
  });

  it('cuts no letter into nonsense at the limit', async () => {
    const { readings } = await readBody(incoming([Buffer.from('가나다')], {}), 4);
    expect(readings).toEqual(['가']);
  });

  it.each([
    {
      story: 'the mark before the header',
      type: 'text/html; charset=euc-kr',
      body: '\uFEFF한',
      outcome: '한',
    },
    { story: 'a charset in quotes', type: 'text/html; charset="utf-8"', body: '한', outcome: '한' },
    {
      story: 'UTF-8 where the charset does not exist',
      type: 'text/html; charset=none',
      body: '한',
      outcome: '한',
    },
    {
      story: 'no meta in a comment',
      type: 'text/html',
      body: '<!-- <meta charset=euc-kr> -->한',
      outcome: '한',
    },
    { story: 'no meta in plain text', type: 'text/plain', body: '<meta charset=euc-kr>한', outcome: '한' },
    {
      story: 'UTF-8 where a readable page says UTF-16',
      type: 'text/html',
      body: '<meta charset=utf-16>한',
      outcome: '한',
    },
    {
      story: 'the declaration of XML',
      type: 'text/xml',
      body: '<?xml version="1.0" encoding="utf-8"?>한',
      outcome: '한',
    },
  ])('reads by $story', async ({ type, body, outcome }) => {
    const { readings } = await readBody(incoming([Buffer.from(body)], { 'content-type': type }), MIB);
    expect(readings).toEqual([expect.stringContaining(outcome)]);
  });
});
