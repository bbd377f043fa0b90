import { Refusal, type Problem } from '@envscope/contracts/index.js';
import { Controller, Get, Logger, UseInterceptors } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Operation } from '../../openapi/operation.js';
import { ApiUnderTest } from '../../testing/api-under-test.js';
import { ConcurrencyLimit } from './concurrency-limit.js';

let answer = Promise.withResolvers<object>();
let asked = 0;

@Controller('long')
class LongController {
  @Get()
  @Operation({ summary: 'Takes long', access: 'public', answer: null })
  @UseInterceptors(ConcurrencyLimit)
  ask(): Promise<object> {
    asked += 1;
    return answer.promise;
  }

  @Get('crowd')
  @Operation({ summary: 'Is crowded', access: 'public', answer: null })
  crowd(): never {
    throw new Refusal('busy', { retryAfterMs: 1_000 });
  }
}

describe('ConcurrencyLimit', () => {
  let api: ApiUnderTest;

  beforeEach(async () => {
    answer = Promise.withResolvers<object>();
    asked = 0;
    api = await ApiUnderTest.start({ controllers: [LongController] });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await api.close();
  });

  it('says that it is busy, which is no fault to be logged', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error');
    const { status, body } = await api.get<Problem>('/long/crowd');
    expect([status, body.code]).toEqual([503, 'busy']);
    expect(logged).not.toHaveBeenCalled();
  });

  it('refuses what one client asks beyond its share, and takes it again once that is answered', async () => {
    const requests = Array.from({ length: 30 }, () => api.get<Problem>('/long'));
    const refused = await Promise.all(
      requests.map((request) => Promise.race([request, answer.promise.then(() => undefined)])).slice(24),
    );
    expect(refused.map((each) => each?.status)).toEqual(Array.from({ length: 6 }, () => 429));
    expect(refused[0]?.body).toMatchObject({ code: 'too-many-requests', params: { retryAfterMs: 1_000 } });
    expect(asked).toBe(24);
    answer.resolve({});
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(24);
    expect((await api.get('/long')).status).toBe(200);
  });
});
