#!/usr/bin/env bash
# Guess: `check_http -m 300`, "minimum page size required (bytes)", finds an empty page.
# Seen:  it adds the status line and the headers to the body: an empty page behind the usual security headers is "HTTP OK", of more than 300
#        bytes, and a page of 100 bytes is "too large" for an upper limit of 300. The `size` that it hands to a graph is that sum as well.
# Why:   the option is there to notice a page that comes blank with status 200; whoever puts a proxy with more headers before the server makes
#        it blind, and whoever compares sizes with another monitor's finds the headers as a difference.
set -euo pipefail
version=2.3.3-5+deb12u2
folder=$(mktemp -d); trap 'kill ${server:-} 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "monitoring-plugins-basic=$version" 2>/dev/null; dpkg -x ./*.deb root
cat > server.mjs <<'JS'
import http from 'node:http';
const headers = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
};
const server = http.createServer(({ url }, response) => {
  response.writeHead(200, url.startsWith('/secured') ? headers : {}).end('x'.repeat(url.endsWith('/page') ? 100 : 0));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node server.mjs > port & server=$!
until [ -s port ]; do sleep 0.1; done
check() { # path, size
  { root/usr/lib/nagios/plugins/check_http -I 127.0.0.1 -p "$(cat port)" -u "$1" -m "$2" || true; } |
    grep -oE '^HTTP [A-Z]+|too (small|large)' | paste -sd ' '
}
body=$(curl -s -o /dev/null -w '%{size_download}' "127.0.0.1:$(cat port)/secured/empty")
bare=$(check /bare/empty 300)
secured=$(check /secured/empty 300)
page=$(check /secured/page 1:300)
printf '%s\n' "check_http $version" "an empty page, at least 300 bytes: $bare" "the same behind security headers ($body bytes of body): $secured" \
  "100 bytes behind them, at most 300: $page"
[ "$body" = 0 ]
[ "$bare" = 'HTTP WARNING too small' ]
[ "$secured" = 'HTTP OK' ]
[ "$page" = 'HTTP WARNING too large' ]
