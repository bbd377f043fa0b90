#!/usr/bin/env bash
# Guess: Nagios' check_http skips interim answers and is critical where the final one is 503, or where half of the body is missing.
# Seen:  it takes the first status line that comes: 103 Early Hints, then 503, is "HTTP OK". A body that ends after 14 of 500 announced
#        bytes is OK as well, and `-s` finds its text there.
# Why:   servers and CDNs that send early hints look healthy to checks of this kind while they fail; a comparison of results has to know.
set -euo pipefail
version=2.3.3-5+deb12u2
folder=$(mktemp -d); trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "monitoring-plugins-basic=$version" 2>/dev/null; dpkg -x ./*.deb root
cat > server.mjs <<'JS'
import net from 'node:net';
const answers = {
  '/hints': 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 503 Unavailable\r\ncontent-length: 2\r\n\r\nno',
  '/plain': 'HTTP/1.1 503 Unavailable\r\ncontent-length: 2\r\n\r\nno',
  '/half': 'HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nall systems go',
};
const server = net.createServer((socket) =>
  socket.on('error', () => undefined).once('data', (data) => socket.end(answers[String(data).split(' ')[1]])),
);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node server.mjs > port & server=$!
until [ -s port ]; do sleep 0.1; done
check() { root/usr/lib/nagios/plugins/check_http -I 127.0.0.1 -p "$(cat port)" "$@" | cut -d'|' -f1 || true; }
hints=$(check -u /hints); plain=$(check -u /plain); half=$(check -u /half -s 'all systems go')
printf '%s\n' "check_http $version" "103, then 503: $hints" "503 alone:     $plain" "half a body:   $half"
[[ $hints == 'HTTP OK: HTTP/1.1 103'* && $plain == 'HTTP CRITICAL'* && $half == 'HTTP OK'* ]]
