#!/usr/bin/env bash
# Guess: discord.js' builder, which checks every part of an embed, also checks the documented 6,000 characters of all parts together.
# Seen:  it refuses a description of 4,097 characters and takes an embed of 30,000 in all; a field without a value passes, too.
# Why:   a digest of many incidents is what comes close to the sum, and Discord answers 400 to the whole message.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @discordjs/builders@1.15.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { EmbedBuilder, embedLength } from '@discordjs/builders';
assert.throws(() => new EmbedBuilder().setDescription('x'.repeat(4_097)));
const fields = Array.from({ length: 25 }, (_, index) => ({ name: `service ${index}`, value: 'x'.repeat(1_024) }));
const embed = new EmbedBuilder().setDescription('x'.repeat(4_096)).addFields(fields).toJSON();
const empty = new EmbedBuilder().addFields({ name: 'state', value: '' }).toJSON();
console.log(`@discordjs/builders 1.15.0: 4,097 in one part are refused, ${embedLength(embed)} in all are taken; empty field:`, empty.fields[0]);
assert.ok(embedLength(embed) > 29_000);
assert.strictEqual(empty.fields[0].value, '');
JS
node run.mjs
