import { httpByTrust } from '@envscope/integrations/network/network.http.js';
import { Network } from '@envscope/integrations/network/network.js';
import type { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import type { Pulse } from '@envscope/monitoring/pulse/pulse.js';
import { StoreHealth } from '@envscope/monitoring/store-health/store-health.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Heartbeat } from './heartbeat.js';

const WELL = { isLeading: true, overdueChecks: 0, stuckDeliveries: 0, blindSince: null };

describe('Heartbeat', () => {
  let watcher: Server;
  let pulse: { -readonly [K in keyof Pulse]: Pulse[K] };
  let storeHealth: StoreHealth;
  let heartbeat: Heartbeat;
  /** As a pause does. */
  let beat: () => void;

  beforeAll(async () => {
    // It says why it is silent.
    Logger.overrideLogger(false);
    watcher = createServer((_request, response) => response.end());
    await once(watcher.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    Logger.overrideLogger(['error']);
    watcher.closeAllConnections();
    watcher.close();
  });
  beforeEach(() => {
    pulse = { ...WELL };
    storeHealth = new StoreHealth();
    const clock = { onPause: (listener: () => void) => (beat = listener) };
    const heartbeatUrl = `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/ping`;
    heartbeat = new Heartbeat(
      { heartbeatUrl, ca: undefined },
      storeHealth,
      httpByTrust(new Network()),
      clock as unknown as ClockWatch,
      pulse as Pulse,
    );
  });
  afterEach(() => heartbeat.onApplicationShutdown());

  it('beats from the start while all is well', async () => {
    heartbeat.onApplicationBootstrap();
    await once(watcher, 'request');
  });

  it.each([
    {
      story: 'checks are overdue',
      change: () => (pulse.overdueChecks = 1),
      end: () => (pulse.overdueChecks = 0),
    },
    {
      story: 'notifications are stuck',
      change: () => (pulse.stuckDeliveries = 1),
      end: () => (pulse.stuckDeliveries = 0),
    },
    {
      story: 'the network cannot be reached',
      change: () => (pulse.blindSince = '2026-10-02T09:00:00.000Z'),
      end: () => (pulse.blindSince = null),
    },
    {
      story: 'another console leads',
      change: () => (pulse.isLeading = false),
      end: () => (pulse.isLeading = true),
    },
    {
      story: 'the store fails',
      change: () => storeHealth.report('watch', 'failing'),
      end: () => storeHealth.report('watch', null),
    },
  ])('is silent while $story, and beats again after that', async ({ change, end }) => {
    change();
    let beats = 0;
    watcher.on('request', () => (beats += 1));
    heartbeat.onApplicationBootstrap();
    beat();
    end();
    beat();
    await once(watcher, 'request');
    // Whatever was sent before would have come before.
    expect(beats).toBe(1);
  });
});
