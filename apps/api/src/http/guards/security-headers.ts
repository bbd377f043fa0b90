import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { isApiPath } from '../api-path.js';
import { isOverTls } from '../clients/over-tls.js';
import { styleNonceOf } from '../page/style-nonce.js';

const HALF_A_YEAR_S = 15_768_000;

/** What a page could ask a browser for; the console asks for nothing. Copying a link to the clipboard is its own. */
const DENIED_FEATURES = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture', 'encrypted-media'],
  ...['fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'screen-wake-lock', 'serial'],
  ...['storage-access', 'usb', 'window-management', 'xr-spatial-tracking'],
];
/** Passkeys are asked for by the console's own pages alone. */
const OWN_FEATURES = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'];

const PERMISSIONS = [
  ...DENIED_FEATURES.map((feature) => `${feature}=()`),
  ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
].join(', ');

const POLICY = 'content-security-policy';
const OWN_SCRIPTS = "script-src 'self'";

const NOWHERE = ["'none'"];
const OWN = ["'self'"];

/** Of any page: it runs and loads what the console serves, and stands in nobody's frame. */
const OF_PAGES = {
  'default-src': OWN,
  'script-src': OWN,
  'img-src': ["'self'", 'data:'],
  'font-src': OWN,
  'connect-src': OWN,
  'worker-src': OWN,
  'object-src': NOWHERE,
  'base-uri': OWN,
  'form-action': OWN,
  'frame-ancestors': NOWHERE,
};

type Directives = NonNullable<NonNullable<Parameters<typeof helmet.contentSecurityPolicy>[0]>['directives']>;

const policy = (directives: Directives) => helmet.contentSecurityPolicy({ useDefaults: false, directives });

/** Styles of the console's own files, and what Angular writes by the page's nonce. */
const ofConsole = policy({
  ...OF_PAGES,
  'style-src': ["'self'", (_request, response) => `'nonce-${styleNonceOf(response as Response)}'`],
});

/** The style sheets of Swagger UI's page and of its logo, and the attribute of the picture that it hides (`unsafe-hashes` lets in that one alone). */
const ofDocumentation = policy({
  ...OF_PAGES,
  'style-src': [
    "'self'",
    "'sha256-/jDKvbQ8cdux+c5epDIqkjHbXDaIY8RucT1PmAe8FG4='",
    "'sha256-ezdv1bOGcoOD7FKudKN0Y2Mb763O6qVtM8LT2mtanIU='",
    "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
    "'unsafe-hashes'",
    "'sha256-eaPyLWVdqMc60xuz5bTp2yBRgVpQSoUggte1+40ONPU='",
  ],
});

/** Answers of the API are no pages. */
const ofAnswers = policy({ 'default-src': NOWHERE, 'frame-ancestors': NOWHERE });

const others = helmet({
  contentSecurityPolicy: false,
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
});
const strictTransport = helmet.strictTransportSecurity({ maxAge: HALF_A_YEAR_S, includeSubDomains: false });

/** The headers by which browsers protect the console and its readers. */
export function securityHeaders({ publicUrl }: Pick<ConsoleSettings, 'publicUrl'>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('permissions-policy', PERMISSIONS);
    // Over plain HTTP browsers must not believe it.
    if (isOverTls(request, publicUrl)) strictTransport(request, response, () => undefined);
    others(request, response, () => policyOf(request.path)(request, response, next));
  };
}

function policyOf(path: string) {
  if (/^\/api\/docs(?:\/|$)/.test(path)) return ofDocumentation;
  return isApiPath(path) ? ofAnswers : ofConsole;
}

/** Lets a page run scripts that stand in it, each by the hash of its text, and no others. */
export function allowScripts(response: Response, sources: readonly string[]): void {
  const allowed = response.get(POLICY)?.replace(OWN_SCRIPTS, [OWN_SCRIPTS, ...sources].join(' '));
  if (allowed !== undefined) response.set(POLICY, allowed);
}
