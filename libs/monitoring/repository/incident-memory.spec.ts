import { idOf, incidentOf, instantAfter, memberOf } from '@envscope/testing/alerts.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { IncidentMemory } from './incident-memory.js';

describe('IncidentMemory', () => {
  const members = (...targets: string[]) =>
    targets.map((target) => memberOf({ service: 'endpoints', target }));
  const incident = incidentOf({ id: idOf(1), environment: 'dev', members: members('api') });
  let memory: IncidentMemory;
  const about = (target: string, environment = 'dev') =>
    memory.openAbout(environment, 'endpoints', target).map(({ id }) => id);

  beforeEach(() => {
    memory = new IncidentMemory();
    memory.put(incident);
  });

  it('finds the open incidents of a target, whoever joined when', () => {
    memory.put({ ...incident, members: members('api', 'web') });
    memory.put(incidentOf({ id: idOf(2), environment: 'dev', members: members('web') }));
    expect([about('api'), about('web'), about('web', 'prod')]).toEqual([[idOf(1)], [idOf(1), idOf(2)], []]);
  });

  it('finds them as they are now', () => {
    memory.put({ ...incident, version: 7 });
    expect(memory.openAbout('dev', 'endpoints', 'api')).toMatchObject([{ version: 7 }]);
  });

  it('finds none that is resolved, and one that is open again', () => {
    memory.put({ ...incident, resolvedAt: instantAfter(60_000) });
    expect(about('api')).toEqual([]);
    memory.put(incident);
    expect(about('api')).toEqual([idOf(1)]);
  });

  it('forgets all of them', () => {
    memory.clear();
    expect(about('api')).toEqual([]);
  });
});
