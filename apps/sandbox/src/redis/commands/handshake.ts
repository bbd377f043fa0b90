import { argument, integer, subcommands } from './command.ts';
import { OK, Refusal } from '../reply.ts';
import type { Command, CommandContext } from './command.ts';
import type { Protocol, Reply } from '../reply.ts';
import type { Session } from '../session.ts';

const WRONG_PASSWORD = 'WRONGPASS invalid username-password pair or user is disabled.';

/** The commands that concern the connection itself. */
export const CONNECTION_COMMANDS: Readonly<Record<string, Command>> = {
  ping: { arity: -1, run: ([message]) => message ?? { status: 'PONG' } },
  echo: { arity: 2, run: (args) => argument(args, 0) },
  quit: { arity: -1, run: () => OK },
  select: { arity: 2, run: (args) => select(argument(args, 0)) },
  auth: { arity: -2, run: (args, context) => auth(args, context) },
  hello: { arity: -1, run: (args, context) => hello(args, context) },
  reset: {
    arity: 1,
    run: (_args, { session, redis }) => {
      Object.assign(session, { protocol: 2, name: '', queue: undefined, authenticated: !redis.password });
      return { status: 'RESET' };
    },
  },
  client: {
    arity: -2,
    run: subcommands('client', {
      id: (_args, { session }) => session.id,
      getname: (_args, { session }) => session.name || null,
      setname: (args, { session }) => setName(session, argument(args, 0)),
      setinfo: (args, { session }) => setInfo(session, argument(args, 0), argument(args, 1)),
      info: (_args, context) => ({ report: `${describeClient(context)}\n` }),
    }),
  },
};

function select(text: string): Reply {
  if (integer(text) !== 0) throw new Refusal('ERR DB index is out of range');
  return OK;
}

function auth(args: readonly string[], context: CommandContext): Reply {
  if (args.length > 2) throw new Refusal('ERR syntax error');
  if (args.length === 1 && context.redis.password === undefined) {
    throw new Refusal(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  }
  const [user, password] = args.length === 1 ? ['default', argument(args, 0)] : args;
  logIn(user, password, context);
  return OK;
}

function logIn(
  user: string | undefined,
  password: string | undefined,
  { redis, session }: CommandContext,
): void {
  const matches = redis.password === undefined || redis.password === password;
  if (user !== 'default' || !matches) throw new Refusal(WRONG_PASSWORD);
  session.authenticated = true;
}

/** HELLO [2|3 [AUTH user password] [SETNAME name]]: the options count only if all of them are right. */
function hello(args: readonly string[], context: CommandContext): Reply {
  const { session, redis } = context;
  const protocol = args[0] === undefined ? session.protocol : protocolOf(args[0]);
  for (let index = 1; index < args.length; index++) {
    const option = argument(args, index);
    if (/^auth$/i.test(option)) logIn(argument(args, ++index), argument(args, ++index), context);
    else if (/^setname$/i.test(option)) setName(session, argument(args, ++index));
    else throw new Refusal(`ERR Syntax error in HELLO option '${option}'`);
  }
  if (!session.authenticated) {
    throw new Refusal(
      'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    );
  }
  session.protocol = protocol;
  return {
    map: [
      ['server', 'redis'],
      ['version', redis.version],
      ['proto', protocol],
      ['id', session.id],
      ['mode', 'standalone'],
      ['role', 'master'],
      ['modules', []],
    ],
  };
}

function protocolOf(text: string): Protocol {
  const version = integer(text, 'ERR Protocol version is not an integer or out of range');
  if (version !== 2 && version !== 3) throw new Refusal('NOPROTO unsupported protocol version');
  return version;
}

function setName(session: Session, name: string): Reply {
  if (/[^!-~]/.test(name)) {
    throw new Refusal('ERR Client names cannot contain spaces, newlines or special characters.');
  }
  session.name = name;
  return OK;
}

function setInfo(session: Session, attribute: string, value: string): Reply {
  if (attribute.toLowerCase() === 'lib-name') session.library = value;
  else if (attribute.toLowerCase() === 'lib-ver') session.libraryVersion = value;
  else throw new Refusal(`ERR Unrecognized option '${attribute}'`);
  return OK;
}

function describeClient({ session, redis }: CommandContext): string {
  const age = Math.floor((redis.now() - session.connectedAtMs) / 1000);
  return (
    `id=${session.id} addr=${session.address} name=${session.name} age=${age} idle=0 flags=N db=0 sub=0 psub=0 ` +
    `multi=${session.queue?.length ?? -1} cmd=client|info user=default lib-name=${session.library} ` +
    `lib-ver=${session.libraryVersion} resp=${session.protocol}`
  );
}
