#!/usr/bin/env bash
# Guess: a dns probe of Prometheus' blackbox_exporter that asks for a name's A record succeeds where there is one, and a rule that the answer has the right
#        address looks at the address.
# Seen:  whatever comes without an error is a success: no record at all, or an alias that leads nowhere. With `fail_if_not_matches_regexp` each record has to
#        match, the alias too: the right address behind a CNAME fails, as soon as a name moves behind one.
# Why:   the probe of a name whose address was removed stays green. Count the records (probe_dns_answer_rrs), or ask with
#        `fail_if_none_matches_regexp`, which wants one that matches.
set -euo pipefail
version=0.23.0-4+b4
folder=$(mktemp -d); trap 'kill ${server:-} ${exporter:-} 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus-blackbox-exporter=$version" 2>/dev/null; dpkg -x ./*.deb root
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error dns-packet@5.6.1 >/dev/null
cat > config.yml <<'YAML'
modules:
  asks:
    prober: dns
    dns: { preferred_ip_protocol: ip4, query_name: status.example.org, query_type: A }
  each_is_right:
    prober: dns
    dns: &right
      preferred_ip_protocol: ip4
      query_name: status.example.org
      query_type: A
      validate_answer_rrs: { fail_if_not_matches_regexp: ['\tA\t192\.0\.2\.7$'] }
  one_is_right:
    prober: dns
    dns:
      <<: *right
      validate_answer_rrs: { fail_if_none_matches_regexp: ['\tA\t192\.0\.2\.7$'] }
YAML
cat > server.mjs <<'JS'
import dgram from 'node:dgram';
import packet from 'dns-packet';
const name = 'status.example.org';
const alias = (data) => ({ type: 'CNAME', name, ttl: 60, data });
const address = (of) => ({ type: 'A', name: of, ttl: 60, data: '192.0.2.7' });
const ANSWERS = [[address(name)], [alias('edge.example.net'), address('edge.example.net')], [alias('gone.example.net')], []];
const ports = await Promise.all(
  ANSWERS.map(async (answers) => {
    const socket = dgram.createSocket('udp4');
    socket.on('message', (message, { port, address: host }) => {
      const { id, questions } = packet.decode(message);
      const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE;
      socket.send(packet.encode({ type: 'response', id, flags, questions, answers }), port, host);
    });
    await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return socket.address().port;
  }),
);
console.log(ports.join(' '));
JS
node server.mjs > ports & server=$!
root/usr/bin/prometheus-blackbox-exporter --config.file=config.yml --web.listen-address=127.0.0.1:19117 --log.level=error & exporter=$!
until [ -s ports ] && curl -sf 127.0.0.1:19117/-/healthy >/dev/null; do sleep 0.1; done
probe() { # module: success for an address, an address behind an alias, an alias alone, nothing
  for port in $(cat ports); do
    curl -s "127.0.0.1:19117/probe?module=$1&target=127.0.0.1:$port" | sed -nE 's/^probe_success ([0-9])$/\1/p'
  done | paste -sd ' '
}
echo "blackbox_exporter $version: an address, one behind an alias, an alias alone, nothing"
asks=$(probe asks); each=$(probe each_is_right); one=$(probe one_is_right)
printf '%-45s %s\n' 'asks for A' "$asks" 'fail_if_not_matches_regexp (the address)' "$each" 'fail_if_none_matches_regexp (the address)' "$one"
[ "$asks" = '1 1 1 1' ]
[ "$each" = '1 0 0 0' ]
[ "$one" = '1 1 0 0' ]
