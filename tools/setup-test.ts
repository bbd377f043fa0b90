/** `npm run setup:test`: installs what the whole test run needs besides npm's packages, where that is possible. */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program or a font, the packages of Debian that bring it, and whether it is here. */
interface Need {
  readonly what: string;
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const NEEDS: readonly Need[] = [
  { what: 'Redis', packages: ['redis-server'], isThere: () => isCommand('redis-server') },
  { what: 'Chromium', packages: ['chromium'], isThere: () => isCommand('chromium') },
  { what: 'a Korean font', packages: ['fonts-nanum'], isThere: hasKoreanFont },
  { what: 'nginx', packages: ['nginx-light'], isThere: () => isCommand('nginx') },
  { what: 'curl', packages: ['curl'], isThere: () => isCommand('curl') },
  { what: 'OpenSSL', packages: ['openssl'], isThere: () => isCommand('openssl') },
  { what: 'iproute2', packages: ['iproute2'], isThere: () => isCommand('ip') },
  { what: 'libfaketime', packages: ['faketime'], isThere: () => isCommand('faketime') },
];

function isCommand(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasKoreanFont(): boolean {
  const root = '/usr/share/fonts';
  return (
    existsSync(root) &&
    readdirSync(root, { recursive: true, encoding: 'utf8' }).some((file) => /nanum|noto.*cjk/i.test(file))
  );
}

const missing = NEEDS.filter(({ isThere }) => !isThere());
if (missing.length === 0) process.exit(0);

const names = missing.map(({ what }) => what).join(', ');
const packages = missing.flatMap((need) => need.packages);
if (process.getuid?.() !== 0 || !isCommand('apt-get')) {
  console.log(
    `Missing: ${names}. Install ${packages.join(' ')} (as root, on Debian: apt-get install ${packages.join(' ')}).`,
  );
  process.exit(0);
}
console.log(`Installing ${names}…`);
const options: ExecFileSyncOptions = {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
};
execFileSync('apt-get', ['update', '-qq'], options);
execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
