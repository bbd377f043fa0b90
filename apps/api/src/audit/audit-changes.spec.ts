import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { describe, expect, it } from '@jest/globals';
import { AuditChanges } from './audit-changes.js';

const changes = new AuditChanges(new Redactor(['the-password-of-redis']));

describe('AuditChanges', () => {
  it('names the fields that differ, as texts', () => {
    const before = { name: 'Memory', threshold: 0.8, tags: ['a'], service: 'redis', gone: true };
    const after = { name: 'Memory', threshold: 0.9, tags: ['a', 'b'], service: 'redis', note: null };
    expect(changes.between(before, after)).toEqual([
      { field: 'threshold', before: '0.8', after: '0.9' },
      { field: 'tags', before: '["a"]', after: '["a","b"]' },
      { field: 'gone', before: 'true', after: null },
    ]);
    expect(changes.between(null, { name: 'CI' })).toEqual([{ field: 'name', before: null, after: 'CI' }]);
    expect(changes.between(undefined, undefined)).toEqual([]);
  });

  it('shows no secret, be it one of the settings or one by its name', () => {
    const after = { note: 'see the-password-of-redis', newPassword: 'hunter2', keyHash: 'abc' };
    expect(changes.between({ newPassword: 'hunter1' }, after)).toEqual([
      { field: 'newPassword', before: '•••', after: '•••' },
      { field: 'note', before: null, after: 'see •••' },
      { field: 'keyHash', before: null, after: '•••' },
    ]);
  });

  it('cuts what is long, and lists a few fields of many', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`f${index}`, 'x'.repeat(9_999)]),
    );
    const found = changes.between(null, many);
    expect(found).toHaveLength(40);
    expect(found[0]?.after).toHaveLength(500);
  });
});
