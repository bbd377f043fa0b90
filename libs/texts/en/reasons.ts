import type { ReasonCode } from '@envscope/contracts/index.js';

/** Why a result is not `up`. Parts in `[[ ]]` are left out where the probe did not tell the value. */
export const reasons = {
  unconfigured: 'Not configured here[[: set {{variables}}]]',
  unauthorized: 'The credential was refused[[ (HTTP {{httpStatus}})]]',
  forbidden: 'The credential lacks a permission[[ (HTTP {{httpStatus}})]]',
  'not-found': 'Not found[[ (HTTP {{httpStatus}})]]',
  'rate-limited':
    'Rate limited by the vendor[[ until {{untilAt}}]][[ (it asked for {{askedForMs}}; the console waits an hour at most)]]',
  'quota-exceeded': 'The plan’s quota is used up',
  timeout: 'No answer in time[[ (limit {{limitMs}})]]',
  refused: 'The connection was refused: nothing listens on that port',
  'name-not-resolved': 'The host name does not exist: check its spelling and its DNS zone[[ ({{detail}})]]',
  'name-without-record':
    'The host name has no [[{{record}} ]]record of the kind that is needed: check its DNS zone[[ ({{detail}})]]',
  'name-server-failed': 'The name server failed or cannot be reached: check DNS[[ ({{detail}})]]',
  'name-server-silent': 'The name server does not answer: check DNS[[ ({{detail}})]]',
  'name-invalid': 'The host name is not valid: check the setting[[ ({{detail}})]]',
  'resolver-failed': 'The console’s own name resolution failed[[ ({{detail}})]]',
  'host-unreachable':
    'The host cannot be reached: it is off, or a firewall or route is wrong[[ ({{detail}})]]',
  'network-unreachable': 'There is no network route to the host: check VPN and routes[[ ({{detail}})]]',
  'no-local-address':
    'The console’s machine has no address or free port for this connection: is IPv6 off?[[ ({{detail}})]]',
  'connection-not-permitted':
    'The console’s machine does not permit this connection: check its firewall[[ ({{detail}})]]',
  'out-of-resources': 'The console’s machine has run out of open files, sockets or memory[[ ({{detail}})]]',
  'connection-lost': 'The connection broke off[[ ({{detail}})]]',
  'tls-failed': 'No secure connection: the TLS handshake failed[[ ({{detail}})]]',
  'tls-version-unsupported': 'No TLS version or cipher in common with the server[[ ({{detail}})]]',
  'tls-not-spoken': 'The port does not speak TLS: is it the one without encryption?[[ ({{detail}})]]',
  'tls-name-refused': 'The server knows no certificate for this host name[[ ({{detail}})]]',
  'certificate-self-signed':
    'The certificate is self-signed and not trusted: set a CA file or a pin[[ ({{detail}})]]',
  'certificate-issuer-unknown':
    'The certificate’s issuer is not trusted: the server leaves out an intermediate, or a private CA needs a CA file[[ ({{detail}})]]',
  'certificate-wrong-host': 'The certificate is for another host name[[ ({{detail}})]]',
  'certificate-not-yet-valid': 'The certificate is not valid yet: check the clocks[[ ({{detail}})]]',
  'certificate-revoked': 'The certificate was revoked[[ ({{detail}})]]',
  'certificate-invalid': 'The certificate is not acceptable[[ ({{detail}})]]',
  'certificate-pin-mismatch':
    'The certificate is not the pinned one: renewed? Then set its SHA-256; else somebody is in between',
  'client-certificate-required': 'The server demands a client certificate[[ ({{detail}})]]',
  'http2-required':
    'The server speaks HTTP/2 alone, which the console does not: let it speak HTTP/1.1 as well[[ ({{detail}})]]',
  'headers-too-large': 'The answer’s headers are too large[[ (limit {{limitBytes}})]]',
  'proxy-failed':
    'The proxy[[ {{proxy}}]] does not serve the console[[ (HTTP {{httpStatus}})]][[: {{detail}}]]',
  'unreachable-by-proxy': 'The proxy[[ {{proxy}}]] could not reach it[[ (HTTP {{httpStatus}})]]',
  'server-error': 'The server answered with an error[[ (HTTP {{httpStatus}})]]',
  'invalid-answer': 'The answer could not be understood[[ (at {{where}})]][[: {{detail}}]]',
  'client-error': 'The request was rejected[[ (HTTP {{httpStatus}})]]',
  loading: 'Starting up: still loading its data',
  'not-checked': 'No verdict yet: waiting for the next check',
  'internal-fault': 'The console itself failed while checking',
  slow: 'Slow[[: {{latencyMs}}]][[, over {{limitMs}}]]',
  'unexpected-status': 'Unexpected status[[ {{httpStatus}}]][[, expected {{expected}}]]',
  'body-mismatch': 'The answer lacks the expected content',
  'body-limit-reached':
    'The expected content is not within the part that is read[[ ({{limitBytes}})]]: raise maxBodyBytes in endpoints.json',
  'encoding-unknown': 'The answer is compressed in an unknown way[[: {{encoding}}]]',
  'redirect-not-followed':
    'Redirected[[ to {{location}}]]: not followed, since body and headers would go to another server',
  redirected: 'Redirected[[ to {{location}}]]',
  'certificate-expired': 'The certificate expired[[ on {{expiresAt}}]]',
  'certificate-expiring':
    'The certificate expires soon[[: {{expiresAt}}]][[ ({{daysLeft}} {{daysLeft|day|days}} left)]]',
  'no-primary': 'The replica set has no primary',
  'storage-nearly-full': 'Storage is nearly full[[: {{usedRatio}}]][[ of {{limitBytes}}]]',
  'connections-nearly-exhausted': 'Connections are nearly used up[[: {{usedRatio}}]]',
  'memory-nearly-full': 'Memory is nearly full[[: {{usedRatio}}]]',
  evicting: 'Keys are being evicted[[: {{evictedPerMinute}} per minute]]',
  'replica-unlinked': 'The replica lost its primary',
  'database-refused':
    'Redis refused database[[ {{database}}]]: it has no such number, or this user may not select it. Correct the number at the end of the URL',
  'cluster-down': 'The cluster does not serve all of its keys (state: fail)',
  'cluster-incomplete':
    'Not every master of the cluster can be read[[: {{unread}} of {{nodes}} cannot be reached]][[, {{node}} among them]]. Let the console reach all of them',
  'error-rate-high': 'Many errors[[: {{errorRatio}}]][[: {{count}} in an hour]][[ (limit {{limit}})]]',
  'error-rate-elevated':
    'More errors than usual[[: {{errorRatio}}]][[: {{count}} in an hour]][[ (limit {{limit}})]]',
  'new-errors': 'New errors[[: {{count}}]][[, the newest is {{newest}}]]',
  'environment-unknown-to-sentry':
    'Sentry does not know this environment[[: {{environment}}]][[; it knows {{known}}]]',
  'monitor-down': 'The monitor reports an outage[[ since {{sinceAt}}]][[: {{cause}}]]',
  'monitor-failing': 'The monitor’s latest check failed[[: {{cause}}]]',
  'monitor-pending': 'The monitor has not checked yet',
  'monitors-none': 'No monitor belongs to this environment[[ (tags {{tags}})]]',
  'webhook-gone': 'The webhook no longer exists',
  'not-discord': 'Something other than Discord answered[[ (HTTP {{httpStatus}})]]: a sign-in page or a proxy',
  'no-message-id': 'Messages are taken, but the answers hold no message id: changes cannot be edited in',
  'channel-shared': 'Alerts land in the same channel as those of another environment[[: {{environments}}]]',
  'requests-failing': 'Requests fail[[: {{errorRatio}}]]',
  'no-requests': 'No requests in the window',
  'no-data': 'No data[[ ({{state}})]]',
  stale: 'No result[[ since {{sinceAt}}]]: the checks themselves are stuck',
  'rule-met': 'Limit crossed[[: {{measurement}} {{value}}]][[ (limit {{threshold}})]]',
} as const satisfies Record<ReasonCode, string>;
