import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { EnvironmentLinks } from './environment-links';

@Component({ template: '' })
class EmptyPage {}

describe('EnvironmentLinks', () => {
  const linksAt = async (address: string) => {
    TestBed.configureTestingModule({
      providers: [provideRouter([{ path: '**', component: EmptyPage }])],
    });
    await TestBed.inject(Router).navigateByUrl(address);
    return TestBed.inject(EnvironmentLinks).to();
  };

  it('lead to the same service, with what was chosen there', async () => {
    const to = await linksAt('/environments/prod/services/redis?range=6h&measurement=keys');
    expect(to('staging')).toEqual({
      commands: ['/environments', 'staging', 'services', 'redis'],
      queryParams: { range: '6h', measurement: 'keys' },
    });
  });

  it('lead up from the service that is open', async () => {
    const to = await linksAt('/environments/prod/services/redis?range=6h');
    expect(to('prod')).toEqual({ commands: ['/environments', 'prod'], queryParams: {} });
  });

  it.each(['/', '/environments/prod', '/incidents?environment=prod'])(
    'lead to the environment from %s',
    async (address) => {
      const to = await linksAt(address);
      expect(to('staging')).toEqual({ commands: ['/environments', 'staging'], queryParams: {} });
    },
  );
});
