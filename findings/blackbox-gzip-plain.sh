#!/usr/bin/env bash
# Guess: `compression: gzip` lets Prometheus' blackbox_exporter read compressed answers, and plain ones as before.
# Seen:  it decompresses whatever comes: a plain 200 whose text is right fails, with status 200 and probe_failed_due_to_regex 0, so that no
#        metric says why. Without the option a gzip answer is searched as it is, and fails by the regex.
# Why:   servers compress by size and type: an endpoint that was well fails when its answer gets short. One module cannot serve both.
set -euo pipefail
version=0.23.0-4+b4
folder=$(mktemp -d); trap 'kill ${server:-} ${exporter:-} 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus-blackbox-exporter=$version" 2>/dev/null; dpkg -x ./*.deb root
cat > config.yml <<'YAML'
modules:
  asks_gzip:
    prober: http
    http: { preferred_ip_protocol: ip4, compression: gzip, headers: { Accept-Encoding: gzip }, fail_if_body_not_matches_regexp: [all systems go] }
  as_it_comes:
    prober: http
    http: { preferred_ip_protocol: ip4, fail_if_body_not_matches_regexp: [all systems go] }
YAML
cat > server.mjs <<'JS'
import http from 'node:http';
import zlib from 'node:zlib';
const server = http.createServer(({ url }, response) => {
  if (url === '/plain') return response.end('all systems go');
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync('all systems go'));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node server.mjs > port & server=$!
root/usr/bin/prometheus-blackbox-exporter --config.file=config.yml --web.listen-address=127.0.0.1:19115 --log.level=error & exporter=$!
until [ -s port ] && curl -sf 127.0.0.1:19115/-/healthy >/dev/null; do sleep 0.1; done
probe() {
  curl -s "127.0.0.1:19115/probe?module=$1&target=http://127.0.0.1:$(cat port)$2" |
    sed -nE 's/^probe_(success|http_status_code|failed_due_to_regex) ([0-9]+)$/\1=\2/p' | sort | tr '\n' ' '
}
wanted_plain='failed_due_to_regex=0 http_status_code=200 success=0 '
echo "blackbox_exporter $version"
echo "asks for gzip, gets plain: $(probe asks_gzip /plain)"
echo "asks for gzip, gets gzip:  $(probe asks_gzip /gzip)"
echo "as it comes, gets gzip:    $(probe as_it_comes /gzip)"
[ "$(probe asks_gzip /plain)" = "$wanted_plain" ]
[ "$(probe asks_gzip /gzip)" = 'failed_due_to_regex=0 http_status_code=200 success=1 ' ]
[ "$(probe as_it_comes /gzip)" = 'failed_due_to_regex=1 http_status_code=200 success=0 ' ]
