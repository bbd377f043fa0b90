import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await promisify(execFile)('openssl', ['req', '-x509', '-days', '1', ...key, ...names, '-out', certFile]);
  return {
    certFile,
    keyFile,
    ca: await readFile(certFile, 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
