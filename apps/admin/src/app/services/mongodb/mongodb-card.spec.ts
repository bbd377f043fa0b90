import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, valueOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { MONGODB, SILENT_MONGODB } from './mongodb.fixture';

const show = (snapshot: Record<string, unknown> | null) => showCard('mongodb', snapshot);

describe('MongodbCard', () => {
  beforeEach(prepareBench);

  it('shows version, role, plan, load and room', async () => {
    const host = await show(MONGODB);
    expect(textOf(host.querySelector('.identity'))).toBe('Version 8.0.4 Primary Atlas M0 or Flex');
    expect(valueOf(host, 'Operations')).toBe('56.5 /s');
    expect(valueOf(host, 'Data')).toBe('326 MB');
    expect(
      [...host.querySelectorAll('[role=meter]')].map((meter) => meter.getAttribute('aria-valuetext')),
    ).toEqual(['43 of 500 (8.6%)', '418 MB of 512 MB (81.6%)']);
  });

  it('says that commands were refused', async () => {
    expect(textOf(await show(MONGODB))).toContain('2 commands refused');
    expect(textOf(await show({ ...MONGODB, refused: MONGODB.refused.slice(1) }))).toContain(
      '1 command refused',
    );
  });

  it('explains figures that the server did not give, and shows none of them as 0', async () => {
    const host = await show(SILENT_MONGODB);
    expect(valueOf(host, 'Operations')).toBe('– Known after two samples');
    expect(valueOf(host, 'Data')).toBe('– This figure could not be read');
    expect(valueOf(host, 'Connections')).toBe('– This figure could not be read');
    expect(host.querySelector('[role=meter]')).toBeNull();
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });

  it('says that a plan without a limit has no share', async () => {
    const storage = MONGODB.storage && { ...MONGODB.storage, limitBytes: null, usedRatio: null };
    expect(valueOf(await show({ ...MONGODB, storage }), 'Share of the plan')).toBe('– No limit is set');
  });
});
