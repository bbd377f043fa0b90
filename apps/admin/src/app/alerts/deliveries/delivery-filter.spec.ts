import { describe, expect, it } from '@jest/globals';
import { isSameFilter, paramsOf } from '../../resources/address-filter';
import { filterOf } from './delivery-filter';

const NOTHING = { environment: undefined, channel: undefined, state: undefined, incident: undefined };
const INCIDENT = '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4';

describe('A filter of deliveries', () => {
  it('is read from the address', () => {
    const filter = filterOf({ ...NOTHING, environment: 'prod', state: 'dead', incident: INCIDENT });
    expect(paramsOf(filter)).toEqual({ environment: 'prod', state: 'dead', incident: INCIDENT });
  });

  it.each(['waiting', 'sending', 'sent', 'merged', 'dead'])(
    'knows the state that a link of an earlier console calls %s',
    (state) => {
      expect(filterOf({ ...NOTHING, state }).state).toBeDefined();
    },
  );

  it.each([
    { story: 'a state that there is not', address: { state: 'lost' } },
    { story: 'an incident that cannot be', address: { incident: '17' } },
    { story: 'an environment that cannot be', address: { environment: '../prod' } },
    { story: 'an empty channel', address: { channel: '' } },
  ])('leaves out $story', ({ address }) => {
    const filter = filterOf({ ...NOTHING, ...address });
    expect(paramsOf(filter)).toEqual({});
    expect(isSameFilter(filter, filterOf(NOTHING))).toBe(true);
  });
});
