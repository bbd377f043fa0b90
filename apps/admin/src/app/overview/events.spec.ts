import type { Mute } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { incidentSummary } from '../alerts/incidents/incident.fixture';
import { eventsOf, type Happened } from './events';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const NOW_MS = Date.parse(at('08:00'));
const SINCE_MS = Date.parse(at('00:00'));

const muteOf = (changes: Partial<Mute>): Mute => ({
  id: '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4',
  kind: 'maintenance',
  scope: { environment: 'prod', service: null, target: null },
  startsAt: at('06:00'),
  endsAt: at('07:00'),
  reason: 'Release 1.2',
  createdBy: 'deploy',
  createdAt: at('05:00'),
  ended: null,
  ...changes,
});

const said = (happened: Partial<Happened>, sinceMs = SINCE_MS) =>
  eventsOf({ incidents: [], mutes: [], releases: [], ...happened }, sinceMs, NOW_MS).map(
    ({ at, kind }) => `${at.slice(11, 16)} ${kind}`,
  );

describe('eventsOf', () => {
  it('lists what happened to incidents and what people did, newest first', () => {
    const incident = incidentSummary({
      openedAt: at('05:51'),
      acknowledgement: { by: 'Minji', note: '', at: at('06:10') },
      resolvedAt: at('07:30'),
      resolution: 'recovered',
    });
    expect(said({ incidents: [incident], mutes: [muteOf({})] })).toEqual([
      '07:30 resolved',
      '07:00 unmuted',
      '06:10 acknowledged',
      '06:00 muted',
      '05:51 opened',
    ]);
  });

  it('lists releases among them', () => {
    const release = { kind: 'release' as const, name: 'api@2.0.0', at: at('06:30'), environments: ['dev'] };
    expect(said({ mutes: [muteOf({})], releases: [release] })).toEqual([
      '07:00 unmuted',
      '06:30 released',
      '06:00 muted',
    ]);
  });

  it('leaves out what is older', () => {
    const incident = incidentSummary({ openedAt: at('00:01'), resolvedAt: at('01:00') });
    expect(said({ incidents: [incident] }, Date.parse(at('00:30')))).toEqual(['01:00 resolved']);
  });

  it('says neither what is yet to come nor what never came', () => {
    const planned = muteOf({ startsAt: at('09:00'), endsAt: at('10:00') });
    const calledOff = muteOf({ startsAt: at('07:30'), ended: { by: 'Minji', at: at('07:00') } });
    expect(said({ mutes: [planned, calledOff] })).toEqual([]);
    expect(said({ mutes: [muteOf({ endsAt: null })] })).toEqual(['06:00 muted']);
  });
});
