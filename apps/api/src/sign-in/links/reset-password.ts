import { StoreFault } from '@envscope/store/observation-store.js';
import { openStores } from '@envscope/store/opening/open-stores.js';
import { settings } from '../../boot-settings.js';
import { addressOf } from '../console-address.js';
import { FILE_LINK, keepFileLink } from './file-links.js';
import { hashOfToken, newToken } from '../secret-tokens.js';

// `npm run reset-password -- minji@example.com`: whoever may run it on the console's machine may do everything there. It
// works beside a console that runs, too: the embedded store's file is that one's alone, so that the link lies beside it.
const LASTS_MS = 3_600_000;

const email = (process.argv[2] ?? '').trim().toLowerCase();
if (!/^\S+@\S+$/.test(email)) {
  process.stderr.write('Say whose password: npm run reset-password -- minji@example.com\n');
  process.exit(1);
}
const endsAt = new Date(Date.now() + LASTS_MS).toISOString();
try {
  const token = await linkFor(email);
  process.stdout.write(
    `Within an hour, whoever opens this link sets a new password for ${email}, if there is such a person:\n` +
      `${addressOf(settings.console)}/link#${token}\n`,
  );
} catch (error) {
  process.stderr.write(`No link was made: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function linkFor(address: string): Promise<string> {
  const { storeUrl, dataDir } = settings.console;
  if (storeUrl === undefined) {
    const token = `${FILE_LINK}${newToken()}`;
    await keepFileLink(dataDir, hashOfToken(token), { email: address, endsAt });
    return token;
  }
  const { people, observations } = await openStores(settings.console);
  try {
    const person = await people.personOfEmail(address);
    if (!person) throw new StoreFault('nobody has this email');
    const token = `${person.id}.${newToken()}`;
    const link = { kind: 'reset', hash: hashOfToken(token), endsAt, dropsSecondFactor: true } as const;
    if (!(await people.savePerson({ ...person, link }, person)))
      throw new StoreFault('the account was changed meanwhile');
    return token;
  } finally {
    await observations.close();
  }
}
