import type { Reason, ReasonCode } from '@envscope/contracts/index.js';
import { ProxyFailure } from '@envscope/integrations/network/proxy/proxy-failure.js';
import { TargetRefusal } from '@envscope/integrations/network/reach/target-policy.js';

/**
 * What each code of a failed connection means, for every client alike: codes of c-ares and getaddrinfo
 * (https://nodejs.org/api/dns.html#error-codes), of sockets (libuv), of certificates
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes), of OpenSSL (`ERR_SSL_…`), of HTTP parsers and clients.
 */
const CODES = {
  'name-not-resolved': ['ENOTFOUND', 'ENONAME', 'EAI_NONAME'],
  'name-without-record': ['ENODATA', 'EAI_NODATA', 'EAI_ADDRFAMILY'],
  // getaddrinfo says EAI_AGAIN of a name server that failed and of one that cannot be reached.
  'name-server-failed': ['ESERVFAIL', 'EREFUSED', 'EFORMERR', 'ENOTIMP', 'EBADRESP', 'EAI_FAIL', 'EAI_AGAIN'],
  'name-server-silent': ['ETIMEOUT'],
  'name-invalid': ['EBADNAME', 'EBADQUERY', 'EBADSTR', 'EAI_OVERFLOW', 'ERR_INVALID_URL', 'EINVAL'],
  'resolver-failed': [
    ...['EBADFAMILY', 'EBADFLAGS', 'EBADHINTS', 'EFILE', 'EDESTRUCTION', 'ECANCELLED', 'ENOTINITIALIZED'],
    ...['ELOADIPHLPAPI', 'EADDRGETNETWORKPARAMS', 'EAI_BADFLAGS', 'EAI_BADHINTS', 'EAI_CANCELED'],
    ...['EAI_FAMILY', 'EAI_PROTOCOL', 'EAI_SERVICE', 'EAI_SOCKTYPE'],
  ],
  refused: ['ECONNREFUSED'],
  'host-unreachable': ['EHOSTUNREACH', 'EHOSTDOWN'],
  'network-unreachable': ['ENETUNREACH', 'ENETDOWN', 'ENONET'],
  'no-local-address': [
    ...['EADDRNOTAVAIL', 'EADDRINUSE', 'EAFNOSUPPORT', 'EPROTONOSUPPORT', 'ESOCKTNOSUPPORT'],
    'EPROTOTYPE',
  ],
  'connection-not-permitted': ['EACCES', 'EPERM'],
  'out-of-resources': ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EAI_MEMORY', 'ENOSR', 'OUT_OF_MEM'],
  timeout: [
    ...['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ETIME', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'],
    ...['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
  ],
  'connection-lost': [
    ...['ECONNRESET', 'ECONNABORTED', 'ENETRESET', 'EPIPE', 'ENOTCONN', 'ESHUTDOWN', 'EOF', 'ECANCELED'],
    ...['ENOLINK', 'EIO', 'EREMOTEIO', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED', 'UND_ERR_SOCKET'],
    ...['ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_SESSION_ERROR'],
    ...['ERR_HTTP2_GOAWAY_SESSION', 'ERR_HTTP2_STREAM_CANCEL', 'ERR_HTTP2_INVALID_SESSION'],
  ],
  'certificate-self-signed': ['DEPTH_ZERO_SELF_SIGNED_CERT'],
  'certificate-issuer-unknown': [
    ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_UNTRUSTED'],
  ],
  'certificate-wrong-host': ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  'certificate-expired': ['CERT_HAS_EXPIRED', 'ERR_SSL_TLSV1_ALERT_CERTIFICATE_EXPIRED'],
  'certificate-not-yet-valid': ['CERT_NOT_YET_VALID'],
  'certificate-revoked': ['CERT_REVOKED'],
  'certificate-invalid': [
    ...['UNSPECIFIED', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'CERT_SIGNATURE_FAILURE'],
    ...['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CRL_SIGNATURE_FAILURE'],
    ...['CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'CERT_CHAIN_TOO_LONG'],
    ...['ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD'],
    ...[
      'PATH_LENGTH_EXCEEDED',
      'INVALID_PURPOSE',
      'INVALID_CA',
      'CERT_REJECTED',
      'ERR_TLS_CERT_ALTNAME_FORMAT',
    ],
    ...[
      'ERR_SSL_EE_KEY_TOO_SMALL',
      'ERR_SSL_CA_KEY_TOO_SMALL',
      'ERR_SSL_CA_MD_TOO_WEAK',
      'ERR_SSL_DH_KEY_TOO_SMALL',
    ],
  ],
  'certificate-pin-mismatch': ['ERR_TLS_PIN'],
  'client-certificate-required': [
    ...['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'],
    ...['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'],
  ],
  'tls-version-unsupported': [
    ...[
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
    ],
    ...[
      'ERR_SSL_NO_SHARED_CIPHER',
      'ERR_SSL_NO_CIPHERS_AVAILABLE',
      'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY',
    ],
    ...['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
    ...['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED'],
  ],
  'tls-not-spoken': [
    ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'],
    ...['ERR_SSL_RECORD_LAYER_FAILURE', 'ERR_SSL_UNKNOWN_PROTOCOL'],
  ],
  'tls-name-refused': ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME'],
  'http2-required': ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'],
  'tls-failed': ['EPROTO'],
  'headers-too-large': ['HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW'],
} as const satisfies Partial<Record<ReasonCode, readonly string[]>>;

const BY_CODE: ReadonlyMap<string, ReasonCode> = new Map(
  Object.entries(CODES).flatMap(([reason, codes]) =>
    codes.map((code): [string, ReasonCode] => [code, reason as keyof typeof CODES]),
  ),
);

/** Reasons of which another address of the same host, or another try, says more. */
const ONLY_THIS_ADDRESS: ReadonlySet<ReasonCode> = new Set(['network-unreachable', 'no-local-address']);

/** How deep causes are followed. */
const DEEPEST = 6;

/**
 * What a failed connection means, read from the error, its causes and its members; undefined if nothing is known. The code
 * that reported it stands in `detail`.
 */
export function connectionReason(error: unknown, depth = 0): Reason | undefined {
  if (!isObject(error) || depth > DEEPEST) return undefined;
  const own = reasonOf(error);
  if (own) return own;
  const members = Array.isArray(error['errors']) ? (error['errors'] as readonly unknown[]) : [];
  const inner = members.flatMap((member) => connectionReason(member, depth + 1) ?? []);
  const specific = inner.find(({ code }) => !ONLY_THIS_ADDRESS.has(code)) ?? inner[0];
  return specific ?? connectionReason(error['cause'], depth + 1) ?? byName(error);
}

/** Whether a failure is one of TLS or of a certificate, which a retry at once does not fix. */
export function isTlsReason({ code }: Reason): boolean {
  return /^(?:tls|certificate|client-certificate|http2)-/.test(code);
}

function reasonOf(error: Readonly<Record<string, unknown>>): Reason | undefined {
  if (error instanceof ProxyFailure) return reasonOfProxy(error);
  if (error instanceof TargetRefusal) return { code: error.code, params: { host: error.host } };
  const detail = codeOf(error);
  const code = isOfResolver(error) ? resolverReason(detail) : reasonOfCode(detail, error);
  if (!code) return undefined;
  return { code, params: { detail, ...extrasOf(code, error) } };
}

/** Whatever code the proxy failed with, it says nothing of the host. */
function reasonOfProxy({ proxy, httpStatus, code, isTargetUnreachable }: ProxyFailure): Reason {
  const params: Reason['params'] = httpStatus === undefined ? { proxy, detail: code } : { proxy, httpStatus };
  return { code: isTargetUnreachable ? 'unreachable-by-proxy' : 'proxy-failed', params };
}

function reasonOfCode(code: string, error: Readonly<Record<string, unknown>>): ReasonCode | undefined {
  const known = BY_CODE.get(code);
  if (known) return known;
  if (code.startsWith('ERR_SSL_')) return 'tls-failed';
  if (!code.startsWith('HPE_')) return undefined;
  return isHttp2(error['rawPacket']) ? 'http2-required' : 'invalid-answer';
}

/** Whether what Node's parser met begins with the SETTINGS that every HTTP/2 server sends first (RFC 9113, section 3.4). */
function isHttp2(packet: unknown): boolean {
  const SETTINGS = 4;
  return (
    Buffer.isBuffer(packet) && packet.length >= 9 && packet[3] === SETTINGS && packet.readUInt32BE(5) === 0
  );
}

/** c-ares has codes that sockets have, too, and means the name server by them: nothing was asked of the host itself. */
function resolverReason(code: string): ReasonCode | undefined {
  if (code === 'ECONNREFUSED' || code === 'EOF') return 'name-server-failed';
  return code === 'ETIMEDOUT' ? 'name-server-silent' : BY_CODE.get(code);
}

function isOfResolver({ syscall }: Readonly<Record<string, unknown>>): boolean {
  return typeof syscall === 'string' && /^(?:query|resolve$|getaddrinfo|getHostBy|getnameinfo)/.test(syscall);
}

/** One failure of TLS has two codes: its own, and `EPROTO` with its own in the text where it was met while writing. */
function codeOf({ code, message }: Readonly<Record<string, unknown>>): string {
  if (typeof code !== 'string') return '';
  const reason = code === 'EPROTO' && /:SSL routines:[^:]*:([^:]+):/.exec(String(message))?.[1];
  return reason ? `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}` : code;
}

function extrasOf(code: ReasonCode, error: Readonly<Record<string, unknown>>): Reason['params'] {
  if (code === 'invalid-answer') return { where: 'http' };
  if (code !== 'name-without-record') return {};
  const kind = /^query([A-Z]\w*)$/.exec(String(error['syscall']))?.[1];
  return kind === undefined ? {} : { record: kind.toUpperCase() };
}

function byName(error: Readonly<Record<string, unknown>>): Reason | undefined {
  return error['name'] === 'TimeoutError' ? { code: 'timeout', params: {} } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
