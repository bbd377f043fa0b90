import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, type Route, Router, type Routes } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { routes } from './app.routes';

@Component({ template: '' })
class EmptyPage {}

/** The routes with pages that show nothing: which page an address leads to is the router's to say. */
const empty = (route: Route): Route => {
  const { path, pathMatch, redirectTo, children } = route;
  if (redirectTo !== undefined) return { path, redirectTo, ...(pathMatch && { pathMatch }) };
  return {
    path,
    component: EmptyPage,
    ...(pathMatch && { pathMatch }),
    ...(children && { children: children.map(empty) }),
  };
};

/** Each path of the tree that an address ends in. */
const pathsOf = (all: Routes): (string | undefined)[] =>
  all.flatMap(({ path, children }) => (children ? pathsOf(children) : [path]));

describe('The addresses of the console', () => {
  let router: Router;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideRouter(routes.map(empty))] });
    router = TestBed.inject(Router);
  });

  const pageAt = async (address: string) => {
    await router.navigateByUrl(address);
    let route = router.routerState.snapshot.root;
    while (route.firstChild) route = route.firstChild;
    return { address: router.url, path: route.routeConfig?.path };
  };

  it('still lead from what a message of an earlier console links to', async () => {
    const address = '/incidents/019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4';
    expect(await pageAt(address)).toEqual({ address, path: 'incidents/:id' });
  });

  it.each([
    { earlier: '/quiet', today: '/mutes', path: 'mutes' },
    {
      earlier: '/quiet?environment=prod&service=endpoints&target=search',
      today: '/mutes?environment=prod&service=endpoints&target=search',
      path: 'mutes',
    },
  ])('lead on from $earlier, with what it asks for', async ({ earlier, today, path }) => {
    expect(await pageAt(earlier)).toEqual({ address: today, path });
  });

  it.each([
    '/',
    '/environments/prod',
    '/environments/prod/services/redis',
    '/incidents?state=unresolved&period=week',
    '/rules',
    '/rules/new?from=redis-memory',
    '/rules/redis-memory',
    '/deliveries?channel=prod.discord&state=dead',
    '/channels',
  ])('have been the same since the first console: %s', async (address) => {
    const { address: arrived, path } = await pageAt(address);
    expect(arrived).toBe(address);
    expect(path).not.toBe('**');
  });

  it('say so where there is nothing', async () => {
    expect((await pageAt('/nowhere')).path).toBe('**');
    expect(pathsOf(routes)).toContain('**');
  });
});
