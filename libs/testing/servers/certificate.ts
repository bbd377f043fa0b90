import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate that signs itself, as files and as the text to trust it by. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly ca: string;
  /** Removes the files. */
  remove(): Promise<void>;
}

/** Makes a certificate for a host and this machine's address that is valid for a day. Needs `openssl` on the PATH. */
export async function makeCertificate(host = 'localhost'): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const certFile = join(folder, 'cert.pem');
  const keyFile = join(folder, 'key.pem');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host},IP:127.0.0.1`];
  await openssl('req', '-x509', '-days', '1', ...key, ...names, '-out', certFile);
  return {
    certFile,
    keyFile,
    ca: await readFile(certFile, 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A private certificate authority. */
export interface Authority {
  /** Its own certificate, as one trusts it. */
  readonly caFile: string;
  /** A certificate that it vouches for; one that has expired where `days` is negative. */
  issue(options?: { readonly host?: string; readonly days?: number }): Promise<Certificate>;
  /** Removes its files; those that it issued are removed by themselves. */
  remove(): Promise<void>;
}

/** Makes a private authority. Needs `openssl` on the PATH. */
export async function makeAuthority(): Promise<Authority> {
  const own = await makeCertificate('Private authority');
  return {
    caFile: own.certFile,
    issue: async ({ host = 'localhost', days = 1 } = {}) => {
      const issued = await makeCertificate(host);
      const asked = ['-new', '-key', issued.keyFile, '-subj', `/CN=${host}`];
      const request = join(dirname(issued.certFile), 'request.pem');
      await openssl('req', ...asked, '-addext', `subjectAltName=DNS:${host}`, '-out', request);
      const by = ['-CA', own.certFile, '-CAkey', own.keyFile, '-days', String(days)];
      await openssl(
        'x509',
        '-req',
        '-in',
        request,
        ...by,
        '-copy_extensions',
        'copy',
        '-out',
        issued.certFile,
      );
      return { ...issued, ca: own.ca };
    },
    remove: () => own.remove(),
  };
}

async function openssl(...parameters: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', parameters);
}
