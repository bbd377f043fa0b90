import type { ReasonCode } from '@envscope/contracts/index.js';

/** Why a result is not `up`. Parts in `[[ ]]` are left out where the value is missing. */
export const reasons = {
  unconfigured: 'Not configured[[: set {{variables}}]]',
  unauthorized: 'The service rejects the credential[[ (HTTP {{httpStatus}})]]',
  forbidden: 'The credential lacks a permission[[ (HTTP {{httpStatus}})]]',
  'not-found': 'Not found[[ (HTTP {{httpStatus}})]]',
  'rate-limited':
    'Rate limited by the vendor[[ until {{untilAt}}]][[ (it asked for a wait of {{askedForMs}}; the console retries after an hour at most)]]',
  'quota-exceeded': 'The plan’s quota is used up',
  timeout: 'Timed out[[ after {{limitMs}}]]',
  refused: 'Connection refused: nothing listens on that port',
  'name-not-resolved': 'The host name does not exist: check its spelling and DNS zone[[ ({{detail}})]]',
  'name-without-record':
    'The host name lacks the required [[{{record}} ]]record: check its DNS zone[[ ({{detail}})]]',
  'name-server-failed': 'The name server fails or is unreachable: check DNS[[ ({{detail}})]]',
  'name-server-silent': 'The name server does not respond: check DNS[[ ({{detail}})]]',
  'name-invalid': 'Invalid host name: check the setting[[ ({{detail}})]]',
  'resolver-failed': 'The console’s own name resolution failed[[ ({{detail}})]]',
  'host-unreachable': 'Host unreachable: it is off, or a firewall or route blocks it[[ ({{detail}})]]',
  'network-unreachable': 'Network unreachable: check VPN and routes[[ ({{detail}})]]',
  'no-local-address':
    'The console’s machine has no address or free port for this connection: is IPv6 off?[[ ({{detail}})]]',
  'connection-not-permitted':
    'The console’s machine blocks this connection: check its firewall[[ ({{detail}})]]',
  'out-of-resources': 'The console’s machine is out of file handles, sockets or memory[[ ({{detail}})]]',
  'waiting-for-slot':
    'Not checked: all checks that ENDPOINTS_PER_HOST allows at a time[[ ({{limit}})]][[ on {{host}}]] are taken. See which endpoints there hang, or raise the limit',
  'connection-lost': 'Connection lost[[ ({{detail}})]]',
  'tls-failed': 'TLS handshake failed[[ ({{detail}})]]',
  'tls-version-unsupported':
    'The server supports none of the console’s TLS versions or ciphers[[ ({{detail}})]]',
  'tls-not-spoken': 'The port does not speak TLS: is it the unencrypted one?[[ ({{detail}})]]',
  'tls-name-refused': 'The server has no certificate for this host name[[ ({{detail}})]]',
  'certificate-self-signed':
    'The certificate is self-signed and not trusted: set a CA file or a pin[[ ({{detail}})]]',
  'certificate-issuer-unknown':
    'The certificate’s issuer is not trusted: the server omits an intermediate certificate, or a private CA needs a CA file[[ ({{detail}})]]',
  'certificate-wrong-host': 'The certificate is for another host name[[ ({{detail}})]]',
  'certificate-not-yet-valid': 'The certificate is not valid yet: check the clocks[[ ({{detail}})]]',
  'certificate-revoked': 'The certificate was revoked[[ ({{detail}})]]',
  'certificate-invalid': 'The certificate is invalid[[ ({{detail}})]]',
  'certificate-pin-mismatch':
    'The certificate does not match the pin: set the new SHA-256 if it was renewed, otherwise suspect a man in the middle',
  'client-certificate-required': 'The server requires a client certificate[[ ({{detail}})]]',
  'http2-required':
    'The server speaks only HTTP/2, which the console does not support: enable HTTP/1.1 as well[[ ({{detail}})]]',
  'headers-too-large': 'The response headers are too large[[ (limit {{limitBytes}})]]',
  'proxy-failed':
    'The proxy[[ {{proxy}}]] is unreachable or refuses the console[[ (HTTP {{httpStatus}})]][[: {{detail}}]]',
  'unreachable-by-proxy': 'The proxy[[ {{proxy}}]] cannot reach the target[[ (HTTP {{httpStatus}})]]',
  'target-private':
    'Not connected:[[ {{host}}]] has a private address, and a person or a public server named it. If it may be checked, list its network in ALLOW_PRIVATE_TARGETS',
  'target-metadata':
    'Not connected:[[ {{host}}]] is a cloud’s metadata service, which the console never asks. Use another address',
  'server-error': 'The server responded with an error[[ (HTTP {{httpStatus}})]]',
  'invalid-answer': 'The response is invalid[[ (at {{where}})]][[: {{detail}}]]',
  'client-error': 'The request was rejected[[ (HTTP {{httpStatus}})]]',
  loading: 'Starting up: still loading its data',
  'not-checked': 'No result yet: waiting for the next check',
  'not-observed':
    'Not observed[[ since {{sinceAt}}]][[ ({{count}} {{count|check|checks}})]]: the console itself cannot reach the network. Check its connection, DNS and proxy',
  'internal-fault': 'The console itself failed during the check',
  slow: 'Slow[[: {{latencyMs}}]][[, over {{limitMs}}]]',
  'unexpected-status': 'Unexpected status[[ {{httpStatus}}]][[, expected {{expected}}]]',
  'body-mismatch': 'The response lacks the expected content',
  'body-limit-reached':
    'The part that is read[[ ({{limitBytes}})]] lacks the expected content: raise maxBodyBytes in endpoints.json',
  'encoding-unknown': 'The response uses an unknown compression[[: {{encoding}}]]',
  'redirect-not-followed':
    'Redirect[[ to {{location}}]] not followed: body and headers would go to another server',
  redirected: 'Redirected[[ to {{location}}]]',
  'certificate-expired': 'The certificate expired[[ on {{expiresAt}}]]',
  'certificate-expiring':
    'The certificate expires soon[[: {{expiresAt}}]][[ ({{daysLeft}} {{daysLeft|day|days}} left)]]',
  'no-primary': 'The replica set has no primary',
  'storage-nearly-full': 'Storage is nearly full[[: {{usedRatio}}]][[ of {{limitBytes}}]]',
  'connections-nearly-exhausted': 'Connections are nearly used up[[: {{usedRatio}}]]',
  'memory-nearly-full': 'Memory is nearly full[[: {{usedRatio}}]]',
  evicting: 'Keys are being evicted[[: {{evictedPerMinute}} per minute]]',
  'replica-unlinked': 'The replica lost its link to the primary',
  'database-refused':
    'Redis refused database[[ {{database}}]]: the number does not exist, or this user may not select it. Correct the number at the end of the URL',
  'cluster-down': 'The cluster does not serve all its keys (state: fail)',
  'cluster-incomplete':
    'Some masters of the cluster are unreachable[[: {{unread}} of {{nodes}}]][[, such as {{node}}]]. Let the console reach all of them',
  'error-rate-high': 'Too many errors[[: {{errorRatio}}]][[: {{count}} in an hour]][[ (limit {{limit}})]]',
  'error-rate-elevated':
    'More errors than usual[[: {{errorRatio}}]][[: {{count}} in an hour]][[ (limit {{limit}})]]',
  'new-errors': 'New errors[[: {{count}}]][[, the latest is {{newest}}]]',
  'environment-unknown-to-sentry':
    'Sentry does not know this environment[[: {{environment}}]][[ (it knows {{known}})]]',
  'monitor-down': 'The monitor is down[[ since {{sinceAt}}]][[: {{cause}}]]',
  'monitor-failing': 'The monitor’s latest check failed[[: {{cause}}]]',
  'monitor-pending': 'The monitor has not checked yet',
  'monitors-none': 'No monitor belongs to this environment[[ (tags {{tags}})]]',
  'webhook-gone': 'The webhook no longer exists',
  'not-the-channel':
    'Something other than the channel responded[[ (HTTP {{httpStatus}})]]: a sign-in page or a proxy',
  'not-discord':
    'Something other than Discord responded[[ (HTTP {{httpStatus}})]]: a sign-in page or a proxy',
  'no-message-id': 'The channel accepts messages, but its responses lack the id: messages cannot be edited',
  'channel-shared': 'Another environment sends to the same channel[[: {{environments}}]]',
  'requests-failing': 'Requests are failing[[: {{errorRatio}}]]',
  'no-requests': 'No requests in the window',
  'no-data': 'No data[[ ({{state}})]]',
  'job-failed': 'The job failed[[ with exit code {{exitCode}}]][[: {{log}}]]',
  'job-late': 'The run due[[ at {{dueAt}}]] is late',
  'job-missed': 'The run due[[ at {{dueAt}}]] did not begin',
  'job-running-long': 'The run[[ that began at {{sinceAt}}]] takes too long[[ (limit {{limitMs}})]]',
  'job-overlapping': 'A run began before the previous one reported its end',
  'job-never-ran': 'The job has not sent a heartbeat yet',
  'job-unobserved': 'Unknown whether the job ran: the console could not receive heartbeats at the time',
  'down-from-locations':
    'Down[[ from {{locations}}]][[ ({{downCount}} of {{voterCount}})]][[; {{silentLocations}} silent]][[ since {{silentSinceAt}}]][[. {{cause}}]]',
  'down-from-some':
    'Down[[ from {{locations}} only]][[ ({{downCount}} of {{voterCount}})]][[; {{silentLocations}} silent]][[ since {{silentSinceAt}}]][[. {{cause}}]]',
  'locations-pending': 'No check result yet[[ from {{locations}}]]',
  'location-silent':
    'No check results from workers[[ in {{location}}]][[ since {{sinceAt}}]]: see whether they run, reach the network and have the console’s settings',
  'queue-away':
    'The queue of the workers cannot be reached[[ since {{sinceAt}}]]: check the Redis of QUEUE_URL, and the network to it',
  stale: 'No check result[[ since {{sinceAt}}]]: the checks are stuck',
  'rule-fired': 'Limit crossed[[: {{measurement}} {{value}}]][[ (limit {{threshold}})]]',
} as const satisfies Record<ReasonCode, string>;
