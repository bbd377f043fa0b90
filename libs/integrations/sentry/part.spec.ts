import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { describe, expect, it } from '@jest/globals';
import { Recent } from '@envscope/integrations/kernel/recent.js';
import { failedBy, partOf, reasonOf, recentPart, valueOf, type Part } from './part.js';

const EVERY_MS = 1_000;

/** A part whose reads are numbered, on a clock that the test moves. */
function arrange() {
  const clock = { atMs: 0 };
  const recent = new Recent<Part<number>>(EVERY_MS, () => clock.atMs);
  const part = {
    read: (load: () => Promise<number>, isRequested = false) => recentPart(recent, load, isRequested),
  };
  const reads = { count: 0 };
  const load = () => Promise.resolve(++reads.count);
  return { clock, part, load };
}

describe('partOf', () => {
  it('takes a failure for a value', async () => {
    const failure = new IntegrationError('forbidden', 'Refused');
    const part = await partOf(Promise.reject(failure));
    expect(part).toEqual({ isRead: false, failure });
    expect(valueOf(part)).toBeNull();
    expect(failedBy(part, 'forbidden')).toBe(true);
    expect(failedBy(part, 'not-found')).toBe(false);
  });

  it.each([
    ['a refusal', new IntegrationError('forbidden', 'Refused'), 'forbidden'],
    ['a deadline', new DOMException('Too late', 'TimeoutError'), 'timeout'],
    ['a fault of ours', new TypeError('It broke'), 'internal-fault'],
  ])('names the reason of %s', async (_kind, failure, code) => {
    expect(reasonOf(await partOf(Promise.reject(failure)))?.code).toBe(code);
    expect(reasonOf(await partOf(Promise.resolve(1)))).toBeNull();
  });
});

describe('recentPart', () => {
  it('reads again only when what it has is old', async () => {
    const { clock, part, load } = arrange();
    expect(valueOf(await part.read(load))).toBe(1);
    clock.atMs = EVERY_MS - 1;
    expect(valueOf(await part.read(load))).toBe(1);
    clock.atMs = EVERY_MS;
    expect(valueOf(await part.read(load))).toBe(2);
  });

  it('reads at once when a person asks', async () => {
    const { part, load } = arrange();
    await part.read(load);
    expect(valueOf(await part.read(load, true))).toBe(2);
  });

  it('tries again at once after a failure that may be over', async () => {
    const { part, load } = arrange();
    await part.read(() => Promise.reject(new IntegrationError('server-error', 'Refused')));
    expect(valueOf(await part.read(load))).toBe(1);
  });

  it('does not ask again for a while what it may not read', async () => {
    const { clock, part, load } = arrange();
    await part.read(() => Promise.reject(new IntegrationError('forbidden', 'Refused')));
    expect(failedBy(await part.read(load), 'forbidden')).toBe(true);
    clock.atMs = EVERY_MS;
    expect(valueOf(await part.read(load))).toBe(1);
  });
});
