import type { Outlook } from '../../libs/contracts/console/outlook.ts';

/** A name at the beginning of a line, and what stands behind it. */
type Line = readonly [name: string, text: string];

const DEMO = 'every service is the sandbox’s, and so is the past that you will see';
const EXAMPLE = 'REDIS_URL_PROD=redis://127.0.0.1:6379';

/**
 * The last lines of a start: whose services these are, where the console is, where its data lie, and what to do next. `sandboxUrl`
 * is the address of a sandbox that was started.
 */
export function closingLines(outlook: Outlook, sandboxUrl: string | undefined): string {
  const { kind, url, dataDir } = outlook;
  const lines: Line[] = [
    whose(outlook),
    ['Console', url],
    ['Data', dataDir],
    kind === 'demo' || kind === 'mixed'
      ? ['Discord', `${sandboxUrl}/discord/channels shows what the sandbox’s channels receive`]
      : ['API', `${url}/api/docs`],
    ['Next', next(outlook)],
  ];
  return ['', ...lines.map(([name, text]) => `  ${name.padEnd(8)} ${text}`), ''].join('\n');
}

function whose({ kind, real }: Outlook): Line {
  switch (kind) {
    case 'demo':
      return ['Demo', DEMO];
    case 'mixed':
      return ['Mixed', `yours: ${real.join(', ')}; the others are the sandbox’s`];
    case 'real':
      return ['Real', real.join(', ')];
    case 'empty':
      return ['Real', 'no service is configured yet'];
  }
}

function next({ kind, settingsFile }: Outlook): string {
  switch (kind) {
    case 'demo':
      return `put your own values into .env.prod.local, for example ${EXAMPLE}, then npm run start:prod (README.md)`;
    case 'mixed':
      return `more of your own goes into ${settingsFile}, then start again; without the sandbox: npm run start:prod`;
    case 'real':
      return `more services: their cards say what to put into ${settingsFile}, then start again`;
    case 'empty':
      return `put ${EXAMPLE} or another service into ${settingsFile}, then start again (README.md)`;
  }
}
