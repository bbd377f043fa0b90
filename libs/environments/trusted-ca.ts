import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import * as z from 'zod';
import type { Variables } from './settings-section.js';

/** Certificate authorities that are trusted beside the public ones. */
export interface TrustedCa {
  /** The path, as settings name it. */
  readonly file: string;
  /** Public ones and those of `NODE_EXTRA_CA_CERTS` included, since TLS takes one list. */
  readonly certificates: readonly string[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Takes the path of a PEM file and gives what it holds; its issues name what is wrong with the file. */
export function caFile() {
  return z.string().transform((file, context): TrustedCa => {
    try {
      const own = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
      own.forEach((text) => new X509Certificate(text));
      if (own.length > 0) return { file, certificates: [...getCACertificates('default'), ...own] };
      context.addIssue({ code: 'custom', message: `names ${file}, which holds no certificate in PEM form` });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      const fault = code.startsWith('ERR_')
        ? 'which holds a broken certificate'
        : `which cannot be read: ${code}`;
      context.addIssue({ code: 'custom', message: `names ${file}, ${fault}` });
    }
    return z.NEVER;
  });
}

/**
 * The variable by which all services of an environment trust a private CA. Without a suffix it serves the console's own calls,
 * its proxies, and every environment that lacks its own.
 */
export const CA_VARIABLES = {
  TLS_CA_FILE: { schema: caFile(), example: '/etc/envscope/private-ca.pem', isShareable: true },
} as const satisfies Variables;

/** What people may know of the CA file of a service; nothing where none of its URLs speaks TLS. */
export function describeCa(ca: TrustedCa | undefined, urls: readonly string[]): { readonly caFile?: string } {
  return ca && urls.some((url) => url.startsWith('https:')) ? { caFile: ca.file } : {};
}
