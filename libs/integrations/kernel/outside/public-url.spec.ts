import { describe, expect, it } from '@jest/globals';
import { publicUrl } from './public-url.js';

describe('publicUrl', () => {
  it.each([
    {
      story: 'keeps scheme, host, port and path',
      given: 'http://localhost:8080/health',
      expected: 'http://localhost:8080/health',
    },
    {
      story: 'drops user and password',
      given: 'https://eve:s3cret@example.test/',
      expected: 'https://example.test/',
    },
    {
      story: 'hides what a query says',
      given: 'https://example.test/a?token=s3cret#x',
      expected: 'https://example.test/a?…',
    },
    { story: 'leaves a bare host alone', given: 'gateway.example.test', expected: 'gateway.example.test' },
    {
      story: 'leaves a host with a port alone',
      given: 'db.example.test:27017',
      expected: 'db.example.test:27017',
    },
    {
      story: 'shows nothing of a password that is not encoded',
      given: 'https://eve:1/s3cret@example.test/',
      expected: 'https://…',
    },
    { story: 'shows nothing of what no parser takes', given: 'https://eve:s3/cret', expected: 'https://…' },
    { story: 'shows nothing of a login without a scheme', given: 'eve:s3cret@example.test', expected: '…' },
    {
      story: 'keeps a path that begins with an @',
      given: 'https://example.test/@scope',
      expected: 'https://example.test/@scope',
    },
  ])('$story', ({ given, expected }) => expect(publicUrl(given)).toBe(expected));
});
