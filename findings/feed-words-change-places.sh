#!/usr/bin/env bash
# Guess: rss-parser gives the text of an Atom entry in the order in which it was written, however the entry carries its markup.
# Seen:  of `type="xhtml"`, which is XML in XML, it puts the plain text of a paragraph first and its marked words after it: "moved from
#        <b>Seoul</b> to <b>Tokyo</b>" becomes "moved from  to SeoulTokyo". The same sentence as `type="html"` arrives as it was.
#        feedparser reads both well. Issue 275 of rbren/rss-parser has the status feed of a hosting company that is written like that.
# Why:   of an incident at a vendor one reads which places are concerned, but no longer which of them is down; nothing is missing, nothing fails.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error rss-parser@3.13.0 feedparser@2.3.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import FeedParser from 'feedparser';
import RssParser from 'rss-parser';

const sentence = 'Traffic moved from <b>Seoul</b> to <b>Tokyo</b>; <b>Osaka</b> is down.';
const entry = (content) =>
  `<entry><title>Incident</title><id>urn:example:1</id><updated>2026-11-30T10:00:00Z</updated>${content}</entry>`;
const feed = (content) =>
  `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Status</title><id>urn:example:status</id>
  <updated>2026-11-30T10:00:00Z</updated><author><name>Status</name></author>${entry(content)}</feed>`;
const feeds = {
  html: feed(`<content type="html">${sentence.replaceAll('<', '&lt;')}</content>`),
  xhtml: feed(`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${sentence}</div></content>`),
};
const plain = (html) => html.replaceAll(/<[^>]*>/g, '').trim();
const seen = {};
for (const [type, text] of Object.entries(feeds)) {
  const [item] = (await new RssParser().parseString(text)).items;
  const reader = new FeedParser({});
  reader.end(text);
  const [{ description }] = await once(reader, 'data');
  seen[type] = [plain(item.content), plain(description)];
  console.log(`${type}\n  rss-parser 3.13.0: ${seen[type][0]}\n  feedparser 2.3.1:  ${seen[type][1]}`);
}
const written = plain(sentence);
assert.deepStrictEqual(seen, {
  html: [written, written],
  xhtml: ['Traffic moved from  to ;  is down.SeoulTokyoOsaka', written],
});
JS
node run.mjs
