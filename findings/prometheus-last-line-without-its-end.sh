#!/usr/bin/env bash
# Guess: metrics in Prometheus' text format whose last line has no line end are read the same by all of Prometheus' own programs.
# Seen:  Prometheus scrapes them, the last line too. The textfile collector of node_exporter drops the whole file, the Pushgateway answers 400, and
#        `promtool check metrics` says "unexpected end of input stream".
# Why:   a backup's script that ends with `printf` or `echo -n` works as long as it serves its metrics, and is lost as soon as it writes them to a file:
#        all of them, not just the last, and only node_textfile_scrape_error says so. End the text with a line end.
set -euo pipefail
exporter_version=1.5.0-1+b6 gateway_version=1.5.1-2+b5 prometheus_version=2.42.0+ds-5+deb12u1
folder=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus-node-exporter=$exporter_version" "prometheus-pushgateway=$gateway_version" "prometheus=$prometheus_version" 2>/dev/null
for package in ./*.deb; do dpkg -x "$package" root; done
mkdir texts
printf 'backup_ok 1\nbackup_bytes 5' > texts/cut.prom
printf 'restore_ok 1\nrestore_bytes 7\n' > texts/whole.prom
cat > server.mjs <<'JS'
import http from 'node:http';
import { readFileSync } from 'node:fs';
const server = http.createServer(({ url }, response) => {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(readFileSync(`texts${url}`));
});
server.listen(19130, '127.0.0.1');
JS
cat > prometheus.yml <<'YAML'
global: { scrape_interval: 1s }
scrape_configs:
  - { job_name: cut, metrics_path: /cut.prom, static_configs: [{ targets: ['127.0.0.1:19130'] }] }
  - { job_name: whole, metrics_path: /whole.prom, static_configs: [{ targets: ['127.0.0.1:19130'] }] }
YAML
node server.mjs & pids+=($!)
root/usr/bin/prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:19131 \
  --web.console.templates=. --web.console.libraries=. >/dev/null 2>&1 & pids+=($!)
root/usr/bin/prometheus-node-exporter --collector.disable-defaults --collector.textfile --collector.textfile.directory=texts \
  --web.listen-address=127.0.0.1:19132 >/dev/null 2>&1 & pids+=($!)
root/usr/bin/prometheus-pushgateway --web.listen-address=127.0.0.1:19133 --persistence.file= >/dev/null 2>&1 & pids+=($!)
asked() { curl -s "127.0.0.1:19131/api/v1/query" --data-urlencode "query=$1" | grep -oE '"value":\[[0-9.]+,"[0-9]+"' | grep -oE '[0-9]+"$' | tr -d '"'; }
for _ in $(seq 300); do [ -n "$(asked restore_bytes || true)" ] && curl -sf 127.0.0.1:19132/ >/dev/null && curl -sf 127.0.0.1:19133/-/ready >/dev/null && break; sleep 0.1; done
scraped="$(asked backup_ok || echo -) $(asked backup_bytes || echo -) · $(asked restore_ok || echo -) $(asked restore_bytes || echo -)"
collected=$(curl -s 127.0.0.1:19132/metrics | grep -oE '^(backup|restore|node_textfile_scrape)_\w+ [0-9]+' | sort | paste -sd ',')
push() { curl -s -o /dev/null -w '%{http_code}' --data-binary "@texts/$1.prom" "127.0.0.1:19133/metrics/job/$1"; }
pushed="$(push cut) · $(push whole)"
check() { { root/usr/bin/promtool check metrics < "texts/$1.prom" 2>&1 || true; } | grep -oE 'unexpected end of input stream|no help text' | sort -u; }
checked="$(check cut) · $(check whole)"
printf '%s\n' "the last line without its end · with it" "Prometheus $prometheus_version: $scraped" "textfile collector $exporter_version: $collected" \
  "Pushgateway $gateway_version: $pushed" "promtool: $checked"
[ "$scraped" = '1 5 · 1 7' ]
[ "$collected" = 'node_textfile_scrape_error 1,restore_bytes 7,restore_ok 1' ]
[ "$pushed" = '400 · 200' ]
[ "$checked" = 'unexpected end of input stream · no help text' ]
