import { signal } from '@angular/core';
import type { SessionView } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../../session/session';
import { prepareBench } from '../../testing/alert-bench';
import { show } from '../../testing/service-bench';
import { DeploymentExample } from './deployment-example';

describe('DeploymentExample', () => {
  const kind = signal<NonNullable<SessionView['person']>['kind']>('person');
  const mayMakeKeys = signal(true);

  beforeEach(() =>
    prepareBench([
      { provide: Session, useValue: { person: () => ({ kind: kind() }), may: () => mayMakeKeys() } },
    ]),
  );

  const shown = async () => {
    const host = await show(DeploymentExample, {});
    const calls = host.querySelector('pre')?.textContent?.match(/curl .*/g) ?? [];
    return {
      keys: calls.map((call) => call.includes('-H "Authorization: Bearer $ENVSCOPE_KEY"')),
      link: host.querySelector('a')?.getAttribute('href') ?? null,
    };
  };

  it('has every call bring an API key where people sign in, and leads to whoever may make one', async () => {
    kind.set('proxy');
    expect(await shown()).toEqual({ keys: [true, true], link: '/api-keys' });
    mayMakeKeys.set(false);
    expect(await shown()).toEqual({ keys: [true, true], link: null });
  });

  it('asks for no key where nobody signs in', async () => {
    kind.set('demo');
    expect(await shown()).toEqual({ keys: [false, false], link: null });
  });
});
