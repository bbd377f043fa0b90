#!/usr/bin/env bash
# Guess: a parser of JUnit reports finds a failed case wherever its suite stands: suites within suites are what PHPUnit writes.
# Seen:  test-results-parser reads the suites of the top and their own cases only. A report in PHPUnit's form, of three cases and a failure, is "SKIP"
#        with 0 tests. Where the sums of a suite count its own cases and the failure is in a suite within it, the report is "PASS". The same cases
#        in one flat suite are "FAIL". junit2json keeps all suites.
# Why:   the result of a nightly run, sent to a channel or taken as a heartbeat of the job, says that nothing was to be run, or that all is well.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error test-results-parser@0.4.6 junit2json@4.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { parse as toJson } from 'junit2json';
import parser from 'test-results-parser';
const good = '<testcase name="adds" classname="Sum" time="0.1"/>';
const data = '<testcase name="set 0" time="0.1"/><testcase name="set 1" time="0.1"><failure type="Expectation">3 is not 4</failure></testcase>';
const sums = 'errors="0" failures="1" skipped="0"';
const reports = {
  'as PHPUnit': `<testsuites><testsuite name="phpunit.xml" tests="3" ${sums} time="0.3"><testsuite name="unit" tests="3" ${sums} time="0.3">
    <testsuite name="Sum" tests="3" ${sums} time="0.3">${good}<testsuite name="Sum::data" tests="2" ${sums} time="0.2">${data}</testsuite></testsuite>
    </testsuite></testsuite></testsuites>`,
  'a case and a suite': `<testsuites><testsuite name="Sum" tests="1" errors="0" failures="0" skipped="0" time="0.1">${good}
    <testsuite name="Sum::data" tests="2" ${sums} time="0.2">${data}</testsuite></testsuite></testsuites>`,
  flat: `<testsuites><testsuite name="Sum" tests="3" ${sums} time="0.3">${good}${data}</testsuite></testsuites>`,
};
const failures = ({ testcase = [], testsuite = [] }) =>
  testcase.filter(({ failure }) => failure).length + testsuite.reduce((sum, suite) => sum + failures(suite), 0);
console.log('test-results-parser 0.4.6: status, total, failed; failed in junit2json 4.0.0');
const seen = [];
for (const [form, report] of Object.entries(reports)) {
  writeFileSync('report.xml', report);
  const { status, total, failed } = parser.parse({ type: 'junit', files: ['report.xml'] });
  const result = [status, total, failed, failures(await toJson(report))];
  console.log(`  ${form}:`, ...result);
  seen.push(result);
}
assert.deepStrictEqual(seen, [
  ['SKIP', 0, 0, 1],
  ['PASS', 1, 0, 1],
  ['FAIL', 3, 1, 1],
]);
JS
node run.mjs
