#!/usr/bin/env bash
# Guess: a time interval from 22:00 to 06:00 means the night, one from saturday to monday the weekend and a day.
# Seen:  amtool refuses both; a night is two entries, "22:00 to 24:00" and "00:00 to 06:00", and each day of the week belongs to the
#        entry's own day: "the night of Friday" needs another day for its second half.
# Why:   whoever brings mute windows over from Alertmanager finds every night in two halves and has to join them, or shows two windows.
set -euo pipefail
version=0.25.0-1+b4
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus-alertmanager=$version" 2>/dev/null; dpkg -x ./*.deb root
check() {
  printf '%s\n' 'route: { receiver: nobody }' 'receivers: [{ name: nobody }]' 'time_intervals:' '- name: night' \
    "  time_intervals: [$1]" > config.yml
  { root/usr/bin/amtool check-config config.yml 2>/dev/null || true; } | grep -oE 'FAILED: .*|SUCCESS' | head -1
}
night=$(check "{ times: [{ start_time: '22:00', end_time: '06:00' }] }")
halves=$(check "{ times: [{ start_time: '22:00', end_time: '24:00' }, { start_time: '00:00', end_time: '06:00' }] }")
weekend=$(check "{ weekdays: ['saturday:monday'] }")
printf '%s\n' "amtool $version" "22:00 to 06:00: $night" "two halves: $halves" "saturday to monday: $weekend"
[ "$night" = 'FAILED: start time cannot be equal or greater than end time' ]
[ "$halves" = SUCCESS ]
[ "$weekend" = 'FAILED: start day cannot be before end day' ]
