import { Location } from '@angular/common';
import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { Door } from './door';

/** A browser at an address of a console that lies below `/console`. */
function doorAt(path: string): { door: Door; visited: string[] } {
  const visited: string[] = [];
  const location = { path: () => path, prepareExternalUrl: (url: string) => `/console${url}` };
  const page = {
    documentElement: { dataset: {} },
    location: { assign: (url: string) => visited.push(url) },
    querySelectorAll: () => [],
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: Location, useValue: location },
      { provide: DOCUMENT, useValue: page },
    ],
  });
  return { door: TestBed.runInInjectionContext(() => new Door()), visited };
}

describe('Door', () => {
  it.each(['/sign-in', '/sign-in?back=%2F', '/set-up', '/link'])('is where %s is', (path) => {
    expect(doorAt(path).door.isAt).toBe(true);
  });

  it('leads to the sign-in once, with the way back', () => {
    const { door, visited } = doorAt('/incidents?state=open');
    door.leaveFor('signed-out');
    door.leaveFor('ended');
    expect(visited).toEqual(['/console/sign-in?back=%2Fincidents%3Fstate%3Dopen']);
  });

  it('says that a session ended, and leads to the set-up without a way back', () => {
    const ended = doorAt('/rules');
    ended.door.leaveFor('ended');
    expect(ended.visited).toEqual(['/console/sign-in?back=%2Frules&ended=']);
    TestBed.resetTestingModule();
    const first = doorAt('/');
    first.door.leaveFor('set-up-needed');
    expect(first.visited).toEqual(['/console/set-up']);
  });

  it('stays where it is when nobody is signed in at the door', () => {
    const { door, visited } = doorAt('/sign-in');
    door.leaveFor('signed-out');
    expect(visited).toEqual([]);
  });

  it.each([
    ['/incidents?state=open', '/console/incidents?state=open'],
    ['//evil.example/', '/console/'],
    ['/\\evil.example/', '/console/'],
    ['https://evil.example/', '/console/'],
    ['', '/console/'],
  ])('leads in to %s as %s', (back, address) => {
    const { door, visited } = doorAt('/sign-in');
    door.enter(back);
    expect(visited).toEqual([address]);
  });
});
