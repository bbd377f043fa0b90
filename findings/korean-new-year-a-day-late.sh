#!/usr/bin/env bash
# Guess: two libraries of public holidays that give Seollal three days mean the same three, which the law names: the day before it,
#        the day, the day after.
# Seen:  date-holidays begins on the day itself: in 2026 February 17 to 19 instead of 16 to 18, so that the 16th is no holiday. Chuseok,
#        which it begins a day before, is right. @hyunbinseo/holidays-kr has the days that the law names.
# Why:   a calendar of quiet hours, or of who is on call, is a day off at the longest holiday of the year.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error date-holidays@3.37.0 @hyunbinseo/holidays-kr@5.2027.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { isHoliday } from '@hyunbinseo/holidays-kr';
import Holidays from 'date-holidays';
const korea = new Holidays('KR');
console.log('date-holidays 3.37.0, @hyunbinseo/holidays-kr 5.2027.1: is it a holiday at noon in Seoul?');
const seen = [];
for (const day of ['02-16', '02-17', '02-18', '02-19', '09-24', '09-25', '09-26']) {
  const noon = new Date(`2026-${day}T12:00:00+09:00`);
  const both = [korea.isHoliday(noon) !== false, await isHoliday(noon)];
  console.log('  2026-' + day, ...both);
  if (both[0] !== both[1]) seen.push(day);
}
assert.deepStrictEqual(seen, ['02-16', '02-19']);
JS
node run.mjs
