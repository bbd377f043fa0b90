#!/usr/bin/env bash
# Guess: es-hangul, which can read a number aloud in Korean (80 is 팔십), goes by that when it picks the particle after one: 포트 80이, 서버 3을.
# Seen:  after whatever is no Hangul it writes the particle of a vowel: 포트 80가, 서버 3를, 콘솔 6로, where josa 3.0.1 writes 80이, 3을, 6으로. Its own
#        reading of the same number, given the same particle, is right: 팔십이.
# Why:   a message that ends in a count, a port or a status (503이, 503가) reads wrong after six of ten digits. Turn the number into words for the choice, or
#        word the sentence so that no particle follows a number.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error es-hangul@2.4.0 josa@3.0.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { josa as es, numberToHangul } from 'es-hangul';
import josaPackage from 'josa';
const { josa } = josaPackage;
const seen = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '80', '503'].map((number) => [
  number,
  numberToHangul(Number(number)),
  ...[es(number, '이/가'), es(numberToHangul(Number(number)), '이/가'), josa(`${number}#{이}`)].map((text) => text.at(-1)),
]);
console.log('number, its reading, particle by es-hangul 2.4.0, by es-hangul of the reading, by josa 3.0.1');
for (const row of seen) console.log(' ', ...row);
const words = ['서버', '콘솔'].map((word) => [es(word, '이/가'), josa(`${word}#{이}`)]);
console.log('words:', ...words.flat(), '·', es('콘솔 6', '으로/로'), josa('콘솔 6#{으로}'));
assert.deepStrictEqual(words, [['서버가', '서버가'], ['콘솔이', '콘솔이']]);
assert.ok(seen.every(([, , byDigits]) => byDigits === '가'));
assert.deepStrictEqual(
  seen.filter(([, , , , byJosa]) => byJosa === '이').map(([number]) => number),
  ['0', '1', '3', '6', '7', '8', '80', '503'],
);
assert.ok(seen.every(([, , , ofReading, byJosa]) => ofReading === byJosa));
assert.deepStrictEqual([es('콘솔 6', '으로/로'), josa('콘솔 6#{으로}')], ['콘솔 6로', '콘솔 6으로']);
JS
node run.mjs
