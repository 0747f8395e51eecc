// How long all texts of a page are in; how much of each it shows out: short ones whole, the long ones an equal part of what is left.
import { escaped } from './html.ts';

/** Characters of the page that each kind of text may take together. */
const TOTAL = { code: 1_000_000, output: 1_200_000, prose: 300_000 } as const;
/** What a line of code takes beside its text. */
const LINE = 14;

export type Kind = keyof typeof TOTAL;

interface Most {
  readonly length: number;
  /** As it stands in the page, where some characters are several. */
  readonly cost: number;
}

export type Room = Readonly<Record<Kind, Most>>;

interface Cut {
  readonly head: string;
  readonly tail: string;
  /** Characters between them; 0 where the text is whole. */
  readonly leftOut: number;
}

export function roomFor(texts: Readonly<Record<Kind, readonly string[]>>): Room {
  const most = (kind: Kind): Most => {
    // What would be cut in any case is not looked at: it may be a hundred times as much.
    const length = share(
      texts[kind].map((text) => text.length),
      TOTAL[kind],
    );
    const costs = texts[kind].map((text) => costOf(text.slice(0, length), kind));
    return { length, cost: share(costs, TOTAL[kind]) };
  };
  return { code: most('code'), output: most('output'), prose: most('prose') };
}

/** The beginning and the end, as long as the room is. */
export function cut(text: string, kind: Kind, room: Room): Cut {
  const { length, cost } = room[kind];
  const fits = text.length <= length;
  const takes = costOf(fits ? text : ends(text, length / 2).join(''), kind);
  if (fits && takes <= cost) return { head: text, tail: '', leftOut: 0 };
  const [head = '', tail = ''] = ends(text, (Math.min(text.length, length) * Math.min(1, cost / takes)) / 2);
  return { head, tail, leftOut: text.length - head.length - tail.length };
}

function ends(text: string, keep: number): readonly string[] {
  const each = Math.floor(keep);
  return [text.slice(0, each), text.slice(text.length - each)];
}

/** @returns What none may be longer than. */
function share(costs: readonly number[], total: number): number {
  let left = total;
  for (const [at, cost] of costs.toSorted((one, other) => one - other).entries()) {
    const part = left / (costs.length - at);
    if (cost > part) return Math.floor(part);
    left -= cost;
  }
  return Number.POSITIVE_INFINITY;
}

function costOf(text: string, kind: Kind): number {
  return escaped(text).length + (kind === 'code' ? LINE * text.split('\n').length : 0);
}
