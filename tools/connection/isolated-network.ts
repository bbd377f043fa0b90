import { execFileSync } from 'node:child_process';

/** Hosts of the Internet in a namespace of our own: addresses on `lo`, which come and go. Documentation's networks, so that nobody has them. */
export class IsolatedNetwork {
  constructor() {
    ip(['link set lo up']);
  }

  add(...addresses: readonly string[]): void {
    ip(addresses.map((address) => `addr add ${address}/32 dev lo`));
  }

  /** Whoever connects to them learns at once that there is no way. */
  cut(...addresses: readonly string[]): void {
    ip(addresses.map((address) => `addr del ${address}/32 dev lo`));
  }

  /** What is sent to them gets lost, once they are cut. */
  loseWhatIsSentTo(...addresses: readonly string[]): void {
    // A packet for an address that nobody has is not delivered.
    ip(addresses.map((address) => `route add ${address}/32 dev lo`));
  }

  carryAgain(...addresses: readonly string[]): void {
    ip(addresses.map((address) => `route del ${address}/32 dev lo`));
  }
}

/** In one process: a host that was cut a moment before the others would rightly count as down. */
function ip(commands: readonly string[]): void {
  const input = commands.map((command) => `${command}\n`).join('');
  execFileSync('ip', ['-batch', '-'], { input, stdio: ['pipe', 'ignore', 'pipe'] });
}
