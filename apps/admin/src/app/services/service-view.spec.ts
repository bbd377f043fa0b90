import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceKind } from '@envscope/contracts/index.js';
import { prepareBench, textOf } from '../testing/service-bench';
import { showCard, showDetail } from './service-view.fixture';

/** What is no snapshot of any service. */
const NONSENSE = { sampledAt: 7 };

const SNAPPED = ['mongodb', 'redis', 'sentry', 'uptimerobot', 'discord', 'request-metrics'] as const;

describe('ServiceViewOutlet', () => {
  beforeEach(prepareBench);

  it.each(SNAPPED)(
    'says on the card of %s that its details have a shape it does not know',
    async (service) => {
      expect(textOf(await showCard(service, NONSENSE))).toContain('These details could not be read');
    },
  );

  it.each(SNAPPED.slice(0, -1))('says on the page of %s that there are no details yet', async (service) => {
    expect(textOf(await showDetail(service, null))).toContain('No details yet.');
  });

  it('shows nothing but that on a card', async () => {
    expect(textOf(await showCard('mongodb', null))).toBe('No details yet.');
  });

  it('still offers a test message while Discord says nothing of the channel', async () => {
    expect(textOf(await showDetail('discord', null))).toContain('Test message');
    expect(textOf(await showDetail('discord', NONSENSE))).toContain('Test message');
  });

  it('shows what was measured of a service that has no views', async () => {
    const unknown = 'rabbitmq' as ServiceKind;
    expect(textOf(await showCard(unknown, null))).toBe('The latest check brought no figures');
    expect(textOf(await showDetail(unknown, null))).toBe('');
  });
});
