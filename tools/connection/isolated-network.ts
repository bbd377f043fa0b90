import { execFileSync } from 'node:child_process';

/** Hosts of the Internet in a namespace of our own: addresses on `lo`, which come and go. Documentation's networks, so that nobody has them. */
export class IsolatedNetwork {
  constructor() {
    ip('link', 'set', 'lo', 'up');
  }

  add(...addresses: readonly string[]): void {
    for (const address of addresses) ip('addr', 'add', `${address}/32`, 'dev', 'lo');
  }

  /** Whoever connects to them learns at once that there is no way. */
  cut(...addresses: readonly string[]): void {
    for (const address of addresses) ip('addr', 'del', `${address}/32`, 'dev', 'lo');
  }

  /** What is sent to them gets lost, once they are cut. */
  loseWhatIsSentTo(...addresses: readonly string[]): void {
    // A packet for an address that nobody has is not delivered.
    for (const address of addresses) ip('route', 'add', `${address}/32`, 'dev', 'lo');
  }

  carryAgain(...addresses: readonly string[]): void {
    for (const address of addresses) ip('route', 'del', `${address}/32`, 'dev', 'lo');
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
