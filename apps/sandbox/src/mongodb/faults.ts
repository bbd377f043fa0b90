import type { Fault } from '../faults.ts';

/** A driver says hello all the time by itself: faults of one command or of the login are not used up by that. */
export function isExempt({ kind }: Fault, command: string): boolean {
  const isHello = /^(hello|ismaster)$/i.test(command);
  switch (kind) {
    case 'not-allowed':
      return command !== 'serverStatus';
    case 'wrong-password':
    case 'wrong-password-atlas':
      return isHello || command === 'saslStart';
    case 'primary-change':
      return true;
    case 'restart':
    case 'echo':
      return isHello;
    default:
      return false;
  }
}
