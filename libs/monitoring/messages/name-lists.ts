import type { ChannelRoom, ChannelText } from '@envscope/integrations/kernel/channels/channel.js';

/** Names that belong under one head; where there are none the head says it all, and counts as one. */
export interface NameList {
  readonly head: ChannelText;
  readonly names: readonly string[];
}

/** How much of a message is left for lists, as the channel counts. */
export interface RoomForLists extends Pick<ChannelRoom, 'block' | 'blocks' | 'sizeOf'> {
  /** In the first block, which holds more than lists. */
  readonly firstBlock: number;
  /** In all blocks. */
  readonly message: number;
}

const BETWEEN = ', ';

/**
 * The lists in their order, as many texts as they need, each for a block of its own. What the room does not hold is counted at the
 * end by `more`, and only that: the last ones, since the most severe come first.
 */
export function writeLists(
  lists: readonly NameList[],
  room: RoomForLists,
  more: (count: number) => string,
): ChannelText[] {
  const total = lists.reduce((sum, list) => sum + countOf(list), 0);
  const page = new Pages(room, room.sizeOf([`\n${more(total)}`]));
  let named = 0;
  for (const { head, names } of lists) {
    if (!page.add(['\n', ...head, ...(names[0] === undefined ? [] : ['\n', names[0]])])) break;
    const rest = names.slice(1);
    const missing = rest.findIndex((name) => !page.add([BETWEEN, name]));
    named += Math.max(1, names.length);
    if (missing === -1) continue;
    named -= rest.length - missing;
    break;
  }
  return page.texts(named < total ? more(total - named) : null);
}

function countOf({ names }: NameList): number {
  return Math.max(1, names.length);
}

/** Texts that are filled one after another. */
class Pages {
  private readonly filled: ChannelText[] = [];
  private current: ChannelText = [];
  private used = 0;
  private usedInAll = 0;

  constructor(
    private readonly room: RoomForLists,
    /** Kept free for what counts the rest. */
    private readonly reserve: number,
  ) {}

  /** Adds a piece, which begins with what separates it from another one. Answers false where there is no room for it. */
  add(piece: ChannelText): boolean {
    const size = this.room.sizeOf(piece);
    if (this.usedInAll + size + this.reserve > this.room.message) return false;
    if (this.used + size + this.reserve > this.mostHere) {
      if (this.filled.length + 1 >= this.room.blocks || size + this.reserve > this.room.block) return false;
      this.filled.push(this.current);
      this.current = [];
      this.used = 0;
    }
    this.current = [...this.current, ...(this.current.length === 0 ? piece.slice(1) : piece)];
    this.used += size;
    this.usedInAll += size;
    return true;
  }

  texts(more: string | null): ChannelText[] {
    const last = more === null ? this.current : [...this.current, ...(this.used > 0 ? ['\n'] : []), more];
    return [...this.filled, last].filter((text) => text.length > 0);
  }

  private get mostHere(): number {
    return this.filled.length === 0 ? this.room.firstBlock : this.room.block;
  }
}
