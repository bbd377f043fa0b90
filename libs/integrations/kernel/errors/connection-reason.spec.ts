import { afterAll, describe, expect, it } from '@jest/globals';
import { makeCertificate } from '@envscope/testing/servers/certificate.js';
import { reasons as en } from '@envscope/texts/en/codes/reasons.js';
import * as dns from 'node:dns';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { request } from 'node:https';
import { connect as connectPlain, createServer as createLine, type AddressInfo, type Server } from 'node:net';
import { connect, createServer, type ConnectionOptions } from 'node:tls';
import { getSystemErrorMap } from 'node:util';
import { connectionReason } from './connection-reason.js';

const codeOf = (error: unknown): string => connectionReason(error)?.code ?? 'nothing';
const failure = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

/** Codes of c-ares, as this Node knows them. */
const OF_RESOLVER = Object.values(dns).flatMap((value) => (typeof value === 'string' ? [value] : []));

/** Codes of libuv that no connection ends with: those of files, processes and of our own mistakes. */
const NOT_OF_CONNECTIONS =
  `E2BIG EAGAIN EALREADY EBADF EBUSY ECHARSET EDESTADDRREQ EEXIST EFAULT EFBIG EILSEQ EINTR EISCONN EISDIR ELOOP EMLINK
  EMSGSIZE ENAMETOOLONG ENODEV ENOENT ENOEXEC ENOPROTOOPT ENOSPC ENOSYS ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP ENOTTY ENXIO
  EOVERFLOW ERANGE EROFS ESPIPE ESRCH ETXTBSY EUNATCH EXDEV EFTYPE UNKNOWN`.split(/\s+/);

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const OF_CERTIFICATES =
  `UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_GET_CRL UNABLE_TO_DECRYPT_CERT_SIGNATURE
  UNABLE_TO_DECRYPT_CRL_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY CERT_SIGNATURE_FAILURE CRL_SIGNATURE_FAILURE
  CERT_NOT_YET_VALID CERT_HAS_EXPIRED CRL_NOT_YET_VALID CRL_HAS_EXPIRED ERROR_IN_CERT_NOT_BEFORE_FIELD
  ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CRL_LAST_UPDATE_FIELD ERROR_IN_CRL_NEXT_UPDATE_FIELD OUT_OF_MEM
  DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_CHAIN_TOO_LONG CERT_REVOKED
  INVALID_CA PATH_LENGTH_EXCEEDED INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED HOSTNAME_MISMATCH`.split(
    /\s+/,
  );

describe('connectionReason', () => {
  it.each(OF_RESOLVER)('knows %s of a resolver', (code) => {
    const error = failure(code, { syscall: 'querySrv' });
    expect(['nothing', 'refused', 'timeout', 'connection-lost']).not.toContain(codeOf(error));
  });

  const ofSystem = [...getSystemErrorMap().values()].map(([code]) => code);
  it.each(ofSystem.filter((code) => !NOT_OF_CONNECTIONS.includes(code)))('knows %s of a system', (code) => {
    expect(codeOf(failure(code))).not.toBe('nothing');
  });

  it.each(OF_CERTIFICATES)('knows %s of a certificate', (code) => {
    expect(codeOf(failure(code))).toMatch(/^certificate-|^out-of-resources$/);
  });

  it('gives no reason to codes that no connection ends with', () => {
    expect(NOT_OF_CONNECTIONS.filter((code) => codeOf(failure(code)) !== 'nothing')).toEqual([]);
  });

  it('never takes a refusal of the name server for one of the host', () => {
    expect(codeOf(failure('ECONNREFUSED', { syscall: 'querySrv' }))).toBe('name-server-failed');
    expect(codeOf(failure('ECONNREFUSED', { syscall: 'connect' }))).toBe('refused');
  });

  it('says which record is missing, and by which code', () => {
    expect(connectionReason(failure('ENODATA', { syscall: 'querySrv' }))).toEqual({
      code: 'name-without-record',
      params: { detail: 'ENODATA', record: 'SRV' },
    });
  });

  it.each([
    { story: 'a cause', error: new Error('x', { cause: failure('ECONNRESET') }), outcome: 'connection-lost' },
    {
      story: 'the address that was refused rather than the one without a route',
      error: new AggregateError([failure('ENETUNREACH'), failure('ECONNREFUSED')]),
      outcome: 'refused',
    },
    {
      story: 'the members rather than nothing',
      error: new AggregateError([failure('ENETUNREACH')]),
      outcome: 'network-unreachable',
    },
    { story: 'a deadline', error: new DOMException('late', 'TimeoutError'), outcome: 'timeout' },
    { story: 'a mistake of ours', error: new TypeError('x'), outcome: 'nothing' },
    {
      story: 'an answer that is not HTTP',
      error: failure('HPE_INVALID_CONSTANT'),
      outcome: 'invalid-answer',
    },
    { story: 'TLS by a code of tomorrow', error: failure('ERR_SSL_BRAND_NEW'), outcome: 'tls-failed' },
  ])('reads $story', ({ error, outcome }) => {
    expect(codeOf(error)).toBe(outcome);
  });

  it('ends where causes run in circles', () => {
    const error = new Error('x');
    error.cause = error;
    expect(codeOf(error)).toBe('nothing');
  });

  it('shows its code wherever one was met', () => {
    const outcome = ['name-server-failed', 'certificate-self-signed', 'host-unreachable'] as const;
    expect(outcome.filter((code) => !en[code].includes('{{detail}}'))).toEqual([]);
  });
});

/** How a real client fails at a server, both while it writes at once (HTTPS) and while it only connects (Redis, MongoDB). */
async function failuresAt(server: Server, options: ConnectionOptions = {}): Promise<string[]> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const target = { host: 'localhost', port: (server.address() as AddressInfo).port, ...options };
  const writing = request({ ...target, agent: false }).on('error', () => undefined);
  const [whileWriting] = (await once(writing.end(), 'error')) as [unknown];
  const connecting = connect(target);
  const [whileConnecting] = (await once(connecting, 'error')) as [unknown];
  connecting.destroy();
  server.close();
  return [codeOf(whileWriting), codeOf(whileConnecting)];
}

describe('connectionReason, of real connections', () => {
  const made = makeCertificate();
  afterAll(async () => (await made).remove());
  const identity = async () => {
    const { certFile, keyFile, ca } = await made;
    return { server: { cert: readFileSync(certFile), key: readFileSync(keyFile) }, client: { ca } };
  };

  it('sees that a port does not speak TLS', async () => {
    expect(await failuresAt(createHttpServer())).toEqual(['tls-not-spoken', 'tls-not-spoken']);
  });

  it('sees a certificate that signs itself', async () => {
    const { server } = await identity();
    const outcome = await failuresAt(createServer(server));
    expect(outcome).toEqual(['certificate-self-signed', 'certificate-self-signed']);
  });

  it('sees a certificate for another host', async () => {
    const { server, client } = await identity();
    const outcome = await failuresAt(createServer(server), {
      ...client,
      servername: 'other.test',
    });
    expect(outcome).toEqual(['certificate-wrong-host', 'certificate-wrong-host']);
  });

  it('sees a server that speaks only what is too old', async () => {
    const { server, client } = await identity();
    const old = {
      ...server,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    const outcome = await failuresAt(createServer(old), client);
    expect(outcome).toEqual(['tls-version-unsupported', 'tls-version-unsupported']);
  });

  it('sees a server that closes at once', async () => {
    const server = createLine((socket) => socket.resetAndDestroy());
    expect(await failuresAt(server)).toEqual(['connection-lost', 'connection-lost']);
  });

  it('sees a port on which nobody listens', async () => {
    const server = createLine().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await once(server.close(), 'close');
    const [error] = (await once(connectPlain(port, '127.0.0.1'), 'error')) as [unknown];
    expect(codeOf(error)).toBe('refused');
  });
});
