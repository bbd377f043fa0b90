import { isOfConsole, Severity, type Color, type DeliveryKind } from '@envscope/contracts/index.js';
import type { AnyEnvironment } from '@envscope/environments/environments.js';
import type {
  Channel,
  ChannelBlock,
  ChannelLanguage,
  ChannelMessage,
} from '@envscope/integrations/kernel/channels/channel.js';
import { say } from '@envscope/texts/say.js';
import { digestCountsOf, digestLinkOf, digestListsOf, digestTitleOf } from './digest-block.js';
import { bodyOf, plainBodyOf, titleOf } from './incident-block.js';
import { blocksOf, type BlockDraft } from './message-blocks.js';
import type { MessageStep } from './message-step.js';
import type { MessagePart } from './incident-messages.js';

/** Over and well, whatever the environment's colour is. */
const CALM: Color = '#3ba55d';
/** Of an environment that the settings no longer name. */
const NEUTRAL: Color = '#7f8c8d';

/** What a message has to know besides its step. */
export interface Circumstances {
  readonly nowMs: number;
  /** The store fails: the history may lack what the message says. */
  readonly isHistoryImpaired: boolean;
}

type Reader = Pick<Channel, 'environment' | 'language' | 'room'>;

/** Puts what happened to incidents into messages, in the channel's language. */
export class Composer {
  private readonly environments: ReadonlyMap<string, AnyEnvironment>;

  constructor(
    environments: readonly AnyEnvironment[],
    /** The console's address; without one messages do not link to it. */
    private readonly publicUrl: string | undefined,
  ) {
    this.environments = new Map(environments.map((environment) => [environment.id, environment]));
  }

  /** In one message as many names as the channel takes. */
  compose(step: MessageStep, reader: Reader, circumstances: Circumstances): ChannelMessage {
    const [part] = step.parts;
    const isDigest = step.form === 'digest' || part === undefined;
    const block = isDigest ? this.digest(step, reader) : this.single(part, step.isPlain, reader);
    const impaired = circumstances.isHistoryImpaired ? say(reader.language, 'messages.impaired') : '';
    return {
      blocks: blocksOf(
        { ...block, footer: impaired, at: new Date(circumstances.nowMs).toISOString() },
        reader,
      ),
      urgency: step.act === 'post' ? urgencyOf(step.parts) : null,
      events: step.parts.flatMap(eventsOf),
    };
  }

  /** What people send to see whether messages arrive. */
  test({ environment, language }: Omit<Reader, 'room'>, nowMs: number): ChannelMessage {
    const name = this.nameOf(environment, language);
    const [mark, headline] = [say(language, 'messages.mark.test'), say(language, 'messages.test.headline')];
    const block: ChannelBlock = {
      title: say(language, 'messages.title', { mark, environment: name, headline }),
      url: this.publicUrl ?? null,
      color: this.colorOf(environment),
      text: [say(language, 'messages.test.text', { environment: name })],
      facts: [],
      links: [],
      footer: '',
      at: new Date(nowMs).toISOString(),
    };
    return { blocks: [block], urgency: null, events: [] };
  }

  private single(part: MessagePart, isPlain: boolean, { environment: own, language }: Reader): Unsigned {
    const { id, resolvedAt } = part.incident;
    const environment = isOfConsole(part.incident.service) ? own : part.incident.environment;
    const url = this.addressOf(`/incidents/${id}`);
    return {
      title: titleOf(language, this.nameOf(environment, language), part, isPlain),
      url: isPlain ? null : url,
      color: resolvedAt === null ? this.colorOf(environment) : CALM,
      ...(isPlain ? plainBodyOf(language, part) : bodyOf(language, part, (id) => this.nameOf(id, language))),
      links: isPlain ? [] : this.linksOf(part, language, url),
    };
  }

  private digest({ parts, isPlain }: MessageStep, { environment, language }: Reader): Unsigned {
    const name = this.nameOf(environment, language);
    const url = isPlain ? null : this.addressOf(`/incidents?environment=${environment}`);
    const isOver = parts.every(({ incident }) => incident.resolvedAt !== null);
    return {
      title: digestTitleOf(language, name, parts),
      url,
      color: isOver ? CALM : this.colorOf(environment),
      text: isPlain ? digestCountsOf(language, parts) : [],
      lists: isPlain ? [] : digestListsOf(language, parts),
      facts: [],
      links: url === null ? [] : [digestLinkOf(language, name, url)],
    };
  }

  private linksOf(
    { incident }: MessagePart,
    language: ChannelLanguage,
    url: string | null,
  ): ChannelBlock['links'] {
    const { environment, service } = incident;
    const section = isOfConsole(service) ? undefined : this.environments.get(environment)?.sections[service];
    const vendorUrl = section?.state === 'configured' ? section.description.vendorUrl : null;
    const serviceName = say(language, `shell.service.${service}`);
    return [
      ...(url === null ? [] : [{ label: say(language, 'messages.link.incident'), url }]),
      ...(vendorUrl === null
        ? []
        : [{ label: say(language, 'messages.link.vendor', { service: serviceName }), url: vendorUrl }]),
    ];
  }

  private addressOf(path: string): string | null {
    return this.publicUrl === undefined ? null : `${this.publicUrl.replace(/\/$/, '')}${path}`;
  }

  private nameOf(environment: string, language: ChannelLanguage): string {
    return this.environments.get(environment)?.name[language] ?? environment;
  }

  private colorOf(environment: string): Color {
    return this.environments.get(environment)?.color ?? NEUTRAL;
  }
}

type Unsigned = Omit<BlockDraft, 'footer' | 'at'>;

/** The highest severity of news that asks for a person; what is over wakes nobody. */
function urgencyOf(parts: readonly MessagePart[]): Severity | null {
  const severities = parts
    .filter(({ form, incident }) => form !== 'brief' && form !== 'resolved' && incident.resolvedAt === null)
    .map(({ incident }) => incident.severity);
  return Severity.options.findLast((severity) => severities.includes(severity)) ?? null;
}

/** What happened, each kind once; without a change where another kind says it as well. */
function eventsOf({ incident, deliveries }: MessagePart): ChannelMessage['events'] {
  const kinds = new Set<DeliveryKind>(deliveries.map(({ kind }) => kind));
  if (kinds.size > 1) kinds.delete('changed');
  return [...kinds].map((kind) => ({ kind, incident }));
}
