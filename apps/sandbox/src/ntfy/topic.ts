import type { Publication } from './publication.ts';

const KEPT_MESSAGES = 500;
/** How long a default server keeps a message. */
const CACHED_SECONDS = 12 * 3_600;
const ID_LENGTH = 12;

/** A message as ntfy gives it to publishers and subscribers; absent fields are left out. */
export interface NtfyMessage extends Omit<Publication, 'sequenceId'> {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly expires: number;
  readonly event: 'message';
  /** Only where it is not the id. */
  readonly sequence_id?: string;
}

/** One topic, what was published there, and what a phone that follows it shows. */
export class Topic {
  readonly name: string;
  readonly environment: string;
  private messages: NtfyMessage[] = [];
  private published = 0;

  constructor(name: string, environment: string) {
    this.name = name;
    this.environment = environment;
  }

  /** Beyond 500 the oldest goes. */
  publish({ sequenceId, ...publication }: Publication, atMs: number): NtfyMessage {
    const time = Math.floor(atMs / 1_000);
    this.published += 1;
    const id = `${this.environment}${this.published}`.padEnd(ID_LENGTH, 'x');
    const message: NtfyMessage = {
      id,
      time,
      expires: time + CACHED_SECONDS,
      event: 'message',
      ...publication,
      ...(sequenceId !== undefined && { sequence_id: sequenceId }),
    };
    this.messages = [...this.messages, message].slice(-KEPT_MESSAGES);
    return message;
  }

  state() {
    const notifications = new Map(
      this.messages.map((message) => [message.sequence_id ?? message.id, message]),
    );
    return {
      topic: this.name,
      environment: this.environment,
      published: this.published,
      messages: this.messages,
      /** Of each sequence the newest message. */
      notifications: [...notifications.values()],
    };
  }
}
