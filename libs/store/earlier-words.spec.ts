import { describe, expect, it } from '@jest/globals';
import { incidentInPresentWords } from './earlier-words.js';

const AT = '2026-10-02T09:00:00.000Z';

describe('incidentInPresentWords', () => {
  const incident = (...timeline: object[]) => ({ id: '1', timeline });
  const note = { kind: 'commented', at: AT, by: 'Minji', note: 'quietId' };

  it('renames the mute of an entry, and leaves alone what people wrote', () => {
    const earlier = incident({ kind: 'muted', at: AT, quietId: '7' }, note);
    expect(incidentInPresentWords(earlier)).toEqual(incident({ kind: 'muted', at: AT, muteId: '7' }, note));
  });

  it('changes nothing that is in present words', () => {
    const present = incident({ kind: 'muted', at: AT, muteId: '7' }, note);
    expect(incidentInPresentWords(present)).toEqual(present);
  });
});
