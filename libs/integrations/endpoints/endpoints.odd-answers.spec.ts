import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Network } from '@envscope/integrations/network/network.js';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { createEndpointsClient, type EndpointsClient } from './endpoints.client.js';
import { judge } from './endpoints.judgement.js';
import { endpointsSection } from './endpoints.settings.js';

const KEYWORD = '정상';
const PAGE = `<p>서비스 ${KEYWORD}</p>`;
/** "서비스 정상" in EUC-KR, which Node reads and does not write. */
const EUC_KR = Buffer.concat([
  Buffer.from('<p>'),
  Buffer.from([0xbc, 0xad, 0xba, 0xf1, 0xbd, 0xba, 0x20, 0xc1, 0xa4, 0xbb, 0xf3]),
  Buffer.from('</p>'),
]);

interface OddAnswer {
  readonly story: string;
  readonly head: readonly string[];
  readonly body: Buffer;
  /** What each makes of it; of curl only whether it took the answer, since it reads no charset. */
  readonly we: string;
  readonly curl: boolean;
  readonly chromium: boolean;
}

const HTML = 'Content-Type: text/html; charset=utf-8';
const OK = 'HTTP/1.1 200 OK';
const text = (more = ''): Buffer => Buffer.from(more + PAGE);
const sized = (body: Buffer, ...head: string[]) => ({
  head: [OK, ...head, `Content-Length: ${body.length}`],
  body,
});
const packed = (coding: string, body: Buffer) => sized(body, HTML, `Content-Encoding: ${coding}`);
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PAGE, 'utf16le')]);
const withMeta = Buffer.concat([Buffer.from('<!doctype html><meta charset="euc-kr">'), EUC_KR]);
const accepted = { we: 'up', curl: true, chromium: true };

const ANSWERS: readonly OddAnswer[] = [
  { story: 'gzip', ...packed('gzip', gzipSync(PAGE)), ...accepted },
  { story: 'x-gzip', ...packed('x-gzip', gzipSync(PAGE)), ...accepted },
  { story: 'brotli', ...packed('br', brotliCompressSync(PAGE)), ...accepted },
  { story: 'zstd', ...packed('zstd', zstdCompressSync(PAGE)), ...accepted },
  { story: 'deflate', ...packed('deflate', deflateSync(PAGE)), ...accepted },
  { story: 'deflate without zlib’s header', ...packed('deflate', deflateRawSync(PAGE)), ...accepted },
  { story: 'gzip twice', ...packed('gzip, gzip', gzipSync(gzipSync(PAGE))), ...accepted },
  { story: 'gzip without its end', ...packed('gzip', gzipSync(PAGE).subarray(0, -8)), ...accepted },
  { story: 'EUC-KR by header', ...sized(EUC_KR, 'Content-Type: text/html; charset=EUC-KR'), ...accepted },
  { story: 'EUC-KR by meta', ...sized(withMeta, 'Content-Type: text/html'), ...accepted },
  {
    story: 'EUC-KR, undeclared',
    ...sized(EUC_KR, 'Content-Type: text/html'),
    ...accepted,
    // A frame takes over the charset of the page around it.
    chromium: false,
  },
  { story: 'UTF-16 by byte order mark', ...sized(utf16, 'Content-Type: text/html'), ...accepted },
  { story: 'a keyword behind 300 KiB', ...sized(text(' '.repeat(300 * 1024)), HTML), ...accepted },
  { story: '20 KiB of headers', ...sized(text(), HTML, `X-Long: ${'x'.repeat(20 * 1024)}`), ...accepted },
  {
    story: 'a status line without a reason',
    head: ['HTTP/1.1 200', HTML, 'Connection: close'],
    body: text(),
    ...accepted,
  },
  { story: 'HTTP/1.0 that ends by closing', head: ['HTTP/1.0 200 OK', HTML], body: text(), ...accepted },
  {
    story: 'early hints before the answer',
    head: ['HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload', '', OK, HTML, 'Connection: close'],
    body: text(),
    ...accepted,
  },
  {
    story: 'chunks with extensions and trailers',
    head: [OK, HTML, 'Transfer-Encoding: chunked'],
    body: Buffer.from(`${text().length.toString(16)};name=value\r\n${PAGE}\r\n0\r\nX-Sum: 1\r\n\r\n`),
    ...accepted,
  },
  { story: 'letters beyond ASCII in a header', ...sized(text(), HTML, 'X-Name: 한국'), ...accepted },
  {
    story: 'a header that goes on in the next line',
    ...sized(text(), HTML, 'X-Folded: a', ' b'),
    ...accepted,
  },
  {
    story: 'the same length twice',
    ...sized(text(), HTML, `Content-Length: ${text().length}`),
    ...accepted,
    we: 'invalid-answer HPE_UNEXPECTED_CONTENT_LENGTH http',
  },
  {
    story: 'a space before a colon',
    ...sized(text(), HTML, 'X-Spaced : a'),
    ...accepted,
    we: 'invalid-answer HPE_INVALID_HEADER_TOKEN http',
  },
  { story: 'a header without a value', ...sized(text(), HTML, 'X-Empty:'), ...accepted },
  {
    story: 'lines that end in LF alone',
    head: [`${OK}\n${HTML}\nConnection: close\n\n${PAGE}`],
    body: Buffer.alloc(0),
    ...accepted,
  },
  {
    story: 'plain text that is called gzip',
    ...packed('gzip', text()),
    we: 'invalid-answer gzip',
    curl: false,
    chromium: false,
  },
];

/** Opens every answer in a frame and lists which of them show the keyword. */
const FRAMES = `<!doctype html><meta charset="utf-8"><ul></ul><script>
(async () => {
  for (let index = 0; index < ${ANSWERS.length}; index += 1) {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    frame.src = '/' + index;
    document.body.append(frame);
    await loaded;
    let isThere = false;
    try { isThere = frame.contentDocument.documentElement.textContent.includes('${KEYWORD}'); } catch {}
    document.querySelector('ul').insertAdjacentHTML('beforeend', '<li>' + index + ' ' + isThere + '</li>');
  }
})();
</script>`;

const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const run = promisify(execFile);

function whereInstalled(command: string, name: string, check: () => Promise<void>): void {
  const isInstalled = isThere(command);
  if (!isInstalled) process.stderr.write(`skipped, since ${command} is not installed: ${name}\n`);
  (isInstalled ? it : it.skip)(name, check, 120_000);
}

describe('odd answers', () => {
  let server: Server;
  let client: EndpointsClient;
  const url = (index: number): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/${index}`;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket
        .on('error', () => socket.destroy())
        .once('data', (request) => {
          const answer = ANSWERS[Number(/^GET \/(\d+) /.exec(request.toString('latin1'))?.[1])];
          if (!answer) return socket.end(`${OK}\r\n${HTML}\r\nConnection: close\r\n\r\n${FRAMES}`);
          const isWhole = answer.body.length === 0;
          const head = isWhole ? (answer.head[0] ?? '') : `${answer.head.join('\r\n')}\r\n\r\n`;
          return socket.end(Buffer.concat([Buffer.from(head), answer.body]));
        });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const names = ANSWERS.map((_, index) => `e${index}`);
    const { endpoints } = endpointsSection.compose(
      {
        ENDPOINTS: endpointsSection.variables['ENDPOINTS']?.schema.parse(
          names.map((name, index) => `${name}=${url(index)}`).join(','),
        ),
      },
      'dev',
      { dev: Object.fromEntries(names.map((name) => [name, { bodyContains: KEYWORD }])) },
    ) as { endpoints: EndpointsClient['endpoints'] };
    client = createEndpointsClient(endpoints, new Network());
  });
  afterAll(() => {
    client.close();
    server.close();
  });

  it.each(ANSWERS.map(({ story, we }, index) => ({ story, we, index })))(
    'are $we here: $story',
    async ({ we, index }) => {
      const [endpoint] = client.endpoints.slice(index, index + 1);
      if (!endpoint) throw new Error('No endpoint');
      const outcome = await client.ask(endpoint, AbortSignal.timeout(10_000)).then(
        (answer) => judge(endpoint, answer, Date.now()),
        (error: { reason?: { code: string; params: object } }) => error,
      );
      const { code, params } = outcome.reason ?? { code: 'up', params: {} };
      expect(code === 'up' ? code : `${code} ${Object.values(params).join(' ')}`).toBe(we);
    },
  );

  whereInstalled('curl', 'are taken by curl as the table says', async () => {
    const taken = await Promise.all(
      ANSWERS.map((_, index) =>
        run('curl', ['-s', '--compressed', '--max-time', '20', url(index)]).then(
          () => true,
          () => false,
        ),
      ),
    );
    expect(named(taken)).toEqual(named(ANSWERS.map(({ curl }) => curl)));
  });

  whereInstalled('chromium', 'are taken by Chromium as the table says', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'odd-answers-'));
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=60000'];
    const page = url(ANSWERS.length);
    const { stdout } = await run('chromium', [...options, `--user-data-dir=${profile}`, '--dump-dom', page]);
    await rm(profile, { recursive: true, force: true });
    const taken = ANSWERS.map((_, index) => stdout.includes(`<li>${index} true</li>`));
    expect(named(taken)).toEqual(named(ANSWERS.map(({ chromium }) => chromium)));
  });
});

const named = (taken: readonly boolean[]): string[] =>
  taken.map((isTaken, index) => `${ANSWERS[index]?.story}: ${isTaken ? 'taken' : 'refused'}`);
