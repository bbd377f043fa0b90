import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ConsoleUnderTest } from '../../testing/console-under-test.js';

describe('A console whose services refuse', () => {
  const reported: string[] = [];
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      variables: { LOG_LEVEL: 'warn' },
      reportFault: (error, count) => reported.push(`${error.name} x${count}`),
    });
    await console.checked();
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => console.close());

  /** The lines that the log holds after the work. */
  async function logged(work: () => Promise<void> | void): Promise<string[]> {
    const lines: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    }
    await work();
    return lines;
  }

  it('answers each caller, logs one line a minute and reports nothing', async () => {
    await console.sandbox.fault({ service: 'redis', environment: 'dev', kind: 'unauthorized' });
    const statuses = new Set<number>();
    const lines = await logged(async () => {
      for (let call = 0; call < 50; call += 1) {
        const { status } = await console.get('/internal/environments/dev/slow-requests');
        statuses.add(status);
      }
    });
    expect([...statuses]).toEqual([502]);
    const ours = lines.filter((line) => line.includes('slow-requests'));
    expect(ours).toHaveLength(1);
    expect(ours[0]).toContain('unauthorized');
    expect(reported).toEqual([]);
  });

  it('logs and reports the same fault of its own once, whatever numbers it names', async () => {
    const fail = (number: number) => new RangeError(`Item ${number} is missing`);
    const lines = await logged(() => {
      for (let number = 0; number < 50; number += 1) new Logger('Spec').error(fail(number));
    });
    expect(reported).toEqual(['RangeError x1']);
    expect(lines.filter((line) => line.includes('is missing'))).toHaveLength(1);
  });
});
