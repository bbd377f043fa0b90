import { Binary, Double } from 'bson';
import { grown } from './growth.ts';
import { failure } from './failure.ts';
import { ScramConversation } from './scram.ts';
import { serverStatus } from './status.ts';
import type { Document } from 'bson';
import type { FaultKind } from '../faults.ts';
import type { MongodbInstance, MongodbSession } from './instance.ts';

/** What a command works on. */
export interface CommandContext {
  readonly mongodb: MongodbInstance;
  readonly session: MongodbSession;
  readonly command: Document;
  /** The kind of fault that concerns this command, if any. */
  readonly fault: FaultKind | undefined;
}

interface Command {
  /** Whether it is answered before the login. */
  readonly isOpen?: boolean;
  run(context: CommandContext): Document;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries<Command>({
    hello: { isOpen: true, run: hello },
    ismaster: { isOpen: true, run: hello },
    isMaster: { isOpen: true, run: hello },
    saslStart: { isOpen: true, run: saslStart },
    saslContinue: { isOpen: true, run: saslContinue },
    ping: { isOpen: true, run: () => ({ ok: 1 }) },
    buildInfo: {
      isOpen: true,
      run: ({ mongodb }) => ({
        version: mongodb.version,
        versionArray: [...mongodb.version.split('.').map(Number), 0],
        gitVersion: '0'.repeat(40),
        modules: ['enterprise'],
        bits: 64,
        maxBsonObjectSize: 16_777_216,
        ok: 1,
      }),
    },
    endSessions: { isOpen: true, run: () => ({ ok: 1 }) },
    serverStatus: {
      run: ({ mongodb, fault }) =>
        fault === 'not-allowed'
          ? failure(8000, 'user is not allowed to do action [serverStatus] on [admin.]')
          : { ...serverStatus(mongodb), ok: 1 },
    },
    dbStats: { run: dbStats },
  }),
);

/** Answers one command, as MongoDB does: what fails is an answer with `ok: 0`. */
export function answer(context: CommandContext): Document {
  const { mongodb, session } = context;
  const name = Object.keys(context.command)[0] ?? '';
  mongodb.countCommand(name);
  if (context.fault === 'echo') return failure(8000, `cannot run ${repeated(context.command)}`);
  const command = COMMANDS.get(name);
  if (!session.isLoggedIn && !command?.isOpen) return failure(13, `Command ${name} requires authentication`);
  if (!command) return failure(59, `no such command: '${name}'`);
  return command.run(context);
}

/** A command with what it carries, the login's bytes too. */
function repeated(command: Document): string {
  const payload: unknown = command['payload'];
  return `${JSON.stringify(command)} ${payload instanceof Binary ? textOf(payload) : ''}`;
}

function hello({ mongodb, session, command }: CommandContext): Document {
  return {
    helloOk: true,
    isWritablePrimary: mongodb.isPrimary,
    ismaster: mongodb.isPrimary,
    secondary: !mongodb.isPrimary,
    setName: mongodb.replicaSet(),
    setVersion: 1,
    // A driver connects to every host that is listed: only the one that listens.
    hosts: [mongodb.address()],
    me: mongodb.address(),
    primary: mongodb.primary(),
    lastWrite: { lastWriteDate: new Date(mongodb.now()) },
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(mongodb.now()),
    logicalSessionTimeoutMinutes: 30,
    connectionId: session.id,
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
    ...(command['saslSupportedMechs'] === undefined ? {} : { saslSupportedMechs: ['SCRAM-SHA-256'] }),
    ok: 1,
  };
}

function saslStart({ mongodb, session, command }: CommandContext): Document {
  if (command['mechanism'] !== 'SCRAM-SHA-256') {
    return failure(334, `Received authentication for mechanism ${command['mechanism']} which is not enabled`);
  }
  session.login = new ScramConversation(mongodb.credentials, textOf(command['payload']));
  return { conversationId: 1, done: false, payload: binary(session.login.challenge()), ok: 1 };
}

function saslContinue({ mongodb, session, command, fault }: CommandContext): Document {
  const proof = session.login?.verify(textOf(command['payload']));
  session.login = undefined;
  const isAtlas = fault === 'wrong-password-atlas' || (fault !== 'wrong-password' && mongodb.tier === 'm0');
  if (proof === undefined || fault === 'wrong-password' || fault === 'wrong-password-atlas') {
    return isAtlas
      ? failure(8000, 'bad auth : authentication failed')
      : failure(18, 'Authentication failed.');
  }
  session.isLoggedIn = true;
  return { conversationId: 1, done: true, payload: binary(proof), ok: 1 };
}

/** Only the application's database holds anything. On a free cluster `local` and `config` are closed. */
function dbStats({ mongodb, command }: CommandContext): Document {
  const db = String(command['$db']);
  if (mongodb.tier === 'm0' && (db === 'local' || db === 'config')) {
    return failure(8000, `user is not allowed to do action [dbStats] on [${db}.]`);
  }
  const scaleFactor = Number(command['scale'] ?? 1);
  const isApplication = db === 'app';
  const weight = isApplication ? mongodb.operationsPerSecond : 0;
  // Most of what is inserted is deleted again, so that the store grows slowly and for good.
  const objects =
    Math.round(weight * 21_000) + grown({ perSecond: weight * 0.0004 }, Date.UTC(2026, 0, 1), mongodb.now());
  const scaled = (bytes: number) => new Double(Math.round(bytes / scaleFactor));
  const [dataSize, storageSize, indexSize] = [objects * 612, objects * 320, objects * 72];
  return {
    db,
    collections: isApplication ? 14 : 0,
    views: 0,
    objects,
    avgObjSize: new Double(isApplication ? 612 : 0),
    dataSize: scaled(dataSize),
    storageSize: scaled(storageSize),
    indexes: isApplication ? 31 : 0,
    indexSize: scaled(indexSize),
    totalSize: scaled(storageSize + indexSize),
    scaleFactor,
    ok: 1,
  };
}

function textOf(payload: unknown): string {
  return payload instanceof Binary ? Buffer.from(payload.buffer).toString('utf8') : String(payload);
}

function binary(text: string): Binary {
  return new Binary(Buffer.from(text));
}
