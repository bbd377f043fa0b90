#!/usr/bin/env bash
# Guess: APScheduler's `CronTrigger.from_crontab`, "from a standard crontab expression", runs 0 9 * * 1-5 from Monday to Friday.
# Seen:  it runs from Tuesday to Saturday: numbers of days count from Monday as 0 there. 0 9 * * 0 is Monday instead of Sunday; 7 is refused.
#        With names, mon-fri, it runs when one thinks. croner, which reads the same lines as cron does, has Monday to Friday.
# Why:   a job that reports to a monitor under the very expression that starts it is missed each Monday and unexpected each Saturday, and a
#        weekly one is late by a day, every week.
set -euo pipefail
command -v python3 >/dev/null || { echo 'needs python3'; exit 2; }
version=3.9.1-2
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "python3-apscheduler=$version" python3-tzlocal python3-tz python3-pytz-deprecation-shim python3-dateutil python3-six \
  python3-pkg-resources 2>/dev/null
for package in ./*.deb; do dpkg -x "$package" root; done
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error croner@11.0.1
cat > lines <<'LINES'
0 9 * * 1-5
0 9 * * 1
0 9 * * 0
0 9 * * mon-fri
0 9 * * 7
LINES
cat > runs.py <<'PY'
from datetime import datetime, timedelta, timezone
from apscheduler.triggers.cron import CronTrigger

for line in open('lines').read().splitlines():
    try:
        trigger = CronTrigger.from_crontab(line, timezone='UTC')
    except ValueError:
        print('refused')
        continue
    days, now = [], datetime(2026, 12, 7, tzinfo=timezone.utc)  # a Monday
    for _ in range(7):
        run = trigger.get_next_fire_time(None, now)
        if run >= datetime(2026, 12, 14, tzinfo=timezone.utc):
            break
        days.append(run.strftime('%a'))
        now = run + timedelta(minutes=1)
    print(' '.join(days))
PY
cat > runs.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Cron } from 'croner';
for (const line of readFileSync('lines', 'utf8').trim().split('\n')) {
  const runs = new Cron(line, { timezone: 'UTC', paused: true }).nextRuns(7, new Date('2026-12-06T23:59:00Z'));
  console.log(runs.filter((run) => run < new Date('2026-12-14')).map((run) => run.toUTCString().slice(0, 3)).join(' '));
}
JS
PYTHONPATH=root/usr/lib/python3/dist-packages python3 runs.py > apscheduler
node runs.mjs > croner
echo "runs in the week from Monday, 7 December 2026: expression, APScheduler $version, croner 11.0.1"
paste -d '|' lines apscheduler croner | column -t -s '|'
diff apscheduler - <<'DAYS'
Tue Wed Thu Fri Sat
Tue
Mon
Mon Tue Wed Thu Fri
refused
DAYS
diff croner - <<'DAYS'
Mon Tue Wed Thu Fri
Mon
Sun
Mon Tue Wed Thu Fri
Sun
DAYS
