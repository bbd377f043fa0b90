import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../../../api/api';
import { Words } from '../../../language/words';
import { prepareBench } from '../../../testing/alert-bench';
import { rowsOf } from '../../../testing/service-bench';
import { channel } from '../../channels/channel.fixture';
import { delivery } from '../delivery.fixture';
import { incident } from '../incident.fixture';
import { IncidentDeliveries } from './incident-deliveries';

describe('IncidentDeliveries', () => {
  let fixture: ComponentFixture<IncidentDeliveries>;

  const host = () => fixture.nativeElement as HTMLElement;
  const answer = async (url: string, body: object) => {
    TestBed.inject(HttpTestingController)
      .expectOne((request) => request.url === url)
      .flush(body);
    await Promise.resolve();
    TestBed.tick();
  };

  beforeEach(async () => {
    await prepareBench();
    await TestBed.inject(Words).loadPart('incidents');
    fixture = TestBed.createComponent(IncidentDeliveries);
    fixture.componentRef.setInput('incident', incident());
    TestBed.tick();
  });

  it('calls a channel as every other page does, and one that is not configured any more by its id', async () => {
    await answer(API.incidentDeliveries(incident().id), {
      deliveries: [
        delivery(),
        delivery({ id: '019ab001-7a3e-7bb1-9a38-000000000002', channel: 'prod.gone' }),
      ],
      nextCursor: null,
    });
    expect(rowsOf(host())).toEqual([]);
    await answer(API.channels, {
      channels: [channel({ id: 'prod.discord', label: '#ops' })],
      isLeader: true,
    });
    await fixture.whenStable();
    expect(rowsOf(host()).map(([, name]) => name)).toEqual(['Discord #ops', 'prod.gone']);
  });
});
