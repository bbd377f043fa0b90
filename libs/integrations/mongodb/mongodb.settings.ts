import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import * as z from 'zod';
import { mongodbUriFault, speaksTls, unverifiedOptions } from './mongodb.address.js';

export { unverifiedOptions };

/** The Atlas plan of a cluster, where it sets a limit that the server does not show. */
export const MongodbPlan = z.enum(['m0', 'flex', 'dedicated']);
export type MongodbPlan = z.infer<typeof MongodbPlan>;

/** How one environment's MongoDB is reached. */
export interface MongodbSettings {
  /** `mongodb://` or `mongodb+srv://`, with the password: a secret. */
  readonly uri: string;
  /** Every `host:port`, separated by commas; the name alone where DNS has the ports. */
  readonly host: string;
  readonly database: string;
  readonly plan: MongodbPlan | undefined;
  /** Trusted beside the public authorities; where TLS is spoken. */
  readonly ca?: TrustedCa;
}

/** The parts of a connection string; WHATWG URLs cannot hold its list of hosts. */
const URI =
  /^(?<scheme>mongodb(?:\+srv)?):\/\/(?:[^@/?]*@)?(?<hosts>[^@/?\s]+)(?:\/(?<database>[^?/\s]*))?(?:\?\S*)?$/;

/** The database that the driver takes where a connection string names none. */
const DEFAULT_DATABASE = 'test';

/** Reads a MongoDB URI as its driver would; no fault repeats anything secret. */
export const mongodbUri = z.string().superRefine((text, context) => {
  const message = mongodbUriFault(text) ?? (URI.test(text) ? undefined : 'must name a host');
  if (message) context.addIssue({ code: 'custom', message });
});

export const mongodbSection = defineSection({
  service: 'mongodb',
  variables: {
    MONGODB_URI: {
      schema: mongodbUri,
      example: 'mongodb+srv://user:password@cluster.abc12.mongodb.net/app',
      isSecret: true,
    },
    MONGODB_DATABASE: {
      schema: z
        .string()
        .regex(/^[^/\\. "$*<>:|?]{1,63}$/, 'must be a name that MongoDB allows for a database'),
      example: 'app',
    },
    ...CA_VARIABLES,
    MONGODB_PLAN: { schema: MongodbPlan, example: 'm0' },
  },
  common: {},
  required: ['MONGODB_URI'],
  compose: (values): MongodbSettings => {
    const { addresses, database } = parts(values.MONGODB_URI);
    return {
      uri: values.MONGODB_URI,
      host: addresses.join(', '),
      database: values.MONGODB_DATABASE ?? database,
      plan: values.MONGODB_PLAN,
      ...(values.TLS_CA_FILE ? { ca: values.TLS_CA_FILE } : {}),
    };
  },
  describe: ({ uri, host, database, plan, ca }) => {
    const { addresses } = parts(uri);
    const unverified = unverifiedOptions(uri);
    return {
      settings: {
        host,
        database,
        ...(plan ? { plan } : {}),
        ...(ca && speaksTls(uri) ? { caFile: ca.file } : {}),
        ...(unverified.length > 0 ? { unverifiedCertificates: unverified } : {}),
      },
      vendorUrl: addresses.some(isAtlas) ? 'https://cloud.mongodb.com' : null,
      addresses,
    };
  },
  unverified: ({ uri }, environment) => {
    const causes = unverifiedOptions(uri);
    return causes.length > 0 ? [{ variable: `MONGODB_URI_${environment.toUpperCase()}`, causes }] : [];
  },
});

/** The hosts and the database of a connection string: nothing secret. */
function parts(uri: string): { addresses: string[]; database: string } {
  const { scheme, hosts = '', database = '' } = URI.exec(uri)?.groups ?? {};
  // The port behind a seed list's name comes from DNS.
  const withPort = (host: string) =>
    scheme === 'mongodb+srv' || /:\d+$/.test(host) ? host : `${host}:27017`;
  return { addresses: hosts.split(',').map(withPort), database: plain(database) || DEFAULT_DATABASE };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isAtlas(address: string): boolean {
  return /\.mongodb\.net(:\d+)?$/.test(address);
}
