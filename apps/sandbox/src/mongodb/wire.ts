import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const MAX_MESSAGE_BYTES = 48_000_000;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** One message of a client: a command as a document, whose first key is the command's name. */
export interface Message {
  readonly id: number;
  readonly opcode: typeof OP_QUERY | typeof OP_MSG;
  readonly command: Document;
  /** False for what the client sends without waiting for an answer. */
  readonly wantsAnswer: boolean;
}

/** Cuts what arrives on a connection into messages. Throws when it is not MongoDB's protocol. */
export class MessageReader {
  private rest: Buffer = Buffer.alloc(0);

  /** The messages that are complete with these bytes. */
  read(bytes: Buffer): Message[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const messages: Message[] = [];
    while (this.rest.length >= HEADER_BYTES) {
      const length = this.rest.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new Error(`a message of ${length} bytes`);
      if (this.rest.length < length) break;
      messages.push(decode(this.rest.subarray(0, length)));
      this.rest = this.rest.subarray(length);
    }
    return messages;
  }
}

/** Writes the answer to a message in the form in which it came: OP_REPLY to an OP_QUERY, else OP_MSG. */
export function encodeAnswer({ id, opcode }: Message, answer: Document): Buffer {
  const document = serialize(answer);
  // flags, cursor id (64 bit), starting from, number of documents; or no flags and a section of kind 0
  const preamble = opcode === OP_QUERY ? [8, 0, 0, 0, 1] : [0];
  const body = Buffer.concat([int32s(preamble), Buffer.alloc(opcode === OP_QUERY ? 0 : 1), document]);
  const header = int32s([HEADER_BYTES + body.length, 0, id, opcode === OP_QUERY ? OP_REPLY : OP_MSG]);
  return Buffer.concat([header, body]);
}

function decode(bytes: Buffer): Message {
  const id = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  const flags = bytes.readInt32LE(HEADER_BYTES);
  if (opcode === OP_QUERY) {
    const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
    const command = deserialize(bytes.subarray(nameEnd + 9));
    return { id, opcode, command, wantsAnswer: true };
  }
  if (opcode !== OP_MSG) throw new Error(`opcode ${opcode}`);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  return { id, opcode, command: bodyOf(bytes, end), wantsAnswer: (flags & MORE_TO_COME) === 0 };
}

/** The section of kind 0. Sections of kind 1 carry documents to write, which nobody writes here. */
function bodyOf(bytes: Buffer, end: number): Document {
  let offset = HEADER_BYTES + 4;
  while (offset < end) {
    const kind = bytes[offset];
    const length = bytes.readInt32LE(offset + 1);
    if (kind === 0) return deserialize(bytes.subarray(offset + 1, offset + 1 + length));
    offset += 1 + length;
  }
  throw new Error('a message without a body');
}

function int32s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32LE(value, index * 4));
  return bytes;
}
