#!/usr/bin/env bash
# Guess: a systemd timer with `OnCalendar=*:0/20`, "every 20 minutes", runs three times in each hour, and `minutely` each minute, all year round: only
#        what names an hour of the night can be touched by a change of clocks.
# Seen:  in autumn it waits until the wall clock shows a time that it has not shown before: after 01:40 in New York comes 02:00, 80 minutes later.
#        `minutely` pauses for 61 minutes. A timer that is started, or asked, within the repeated hour does run in it. In spring nothing is left out.
#        Issue 8647 of systemd/systemd, still open, is about this.
# Why:   heartbeats of timers that are due every few minutes are missing on all machines at once, for an hour, on one Sunday in the year; a monitor
#        that is right about real time calls all of them down.
set -euo pipefail
[ -e /usr/share/zoneinfo/America/New_York ] || { echo 'needs tzdata'; exit 2; }
version=252.39-1~deb12u2
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "systemd=$version" "libsystemd-shared=$version" 2>/dev/null
for package in ./*.deb; do dpkg -x "$package" files; done
LD_LIBRARY_PATH=$(echo "$PWD"/files/usr/lib/*/systemd); export LD_LIBRARY_PATH
# runs MOMENT COUNT SCHEDULE: the next COUNT runs after MOMENT, in UTC, as hours and minutes.
runs() {
  TZ=UTC files/usr/bin/systemd-analyze calendar --base-time="$1" --iterations="$2" "$3 America/New_York" |
    sed -n 's/.* \([0-9:]*\):00 UTC$/\1/p' | paste -sd' '
}
autumn=$(runs '2026-11-01 05:10:00 UTC' 4 '*:0/20')
minutely=$(runs '2026-11-01 05:57:30 UTC' 4 'minutely')
within=$(runs '2026-11-01 06:10:00 UTC' 4 '*:0/20')
spring=$(runs '2026-03-08 06:10:00 UTC' 4 '*:0/20')
printf '%s\n' "systemd $version, clocks of New York; runs in UTC" "every 20 minutes, autumn, from 05:10: $autumn" \
  "minutely, autumn, from 05:57:30: $minutely" "every 20 minutes, autumn, asked at 06:10: $within" "every 20 minutes, spring, from 06:10: $spring"
[ "$autumn" = '05:20 05:40 07:00 07:20' ]
[ "$minutely" = '05:58 05:59 07:00 07:01' ]
[ "$within" = '06:20 06:40 07:00 07:20' ]
[ "$spring" = '06:20 06:40 07:00 07:20' ]
