// How long all texts of a page are in; how much of each it shows out: short ones whole, the long ones an equal part of what is left.
import { escaped } from './html.ts';

/** Characters of the page that each kind of text may take together. */
const TOTAL = { code: 1_000_000, output: 1_200_000, prose: 300_000 } as const;
/** What a line of code takes beside its text. */
const LINE = 14;

export type Kind = keyof typeof TOTAL;
export type Room = Readonly<Record<Kind, number>>;

interface Cut {
  readonly head: string;
  readonly tail: string;
  /** Characters between them; 0 where the text is whole. */
  readonly leftOut: number;
}

export function roomFor(texts: Readonly<Record<Kind, readonly string[]>>): Room {
  const most = (kind: Kind) =>
    share(
      texts[kind].map((text) => costOf(text, kind)).sort((one, other) => one - other),
      TOTAL[kind],
    );
  return { code: most('code'), output: most('output'), prose: most('prose') };
}

/** The beginning and the end, as long as the room is. */
export function cut(text: string, kind: Kind, room: Room): Cut {
  const cost = costOf(text, kind);
  if (cost <= room[kind]) return { head: text, tail: '', leftOut: 0 };
  const keep = Math.floor((text.length * room[kind]) / cost / 2);
  return { head: text.slice(0, keep), tail: text.slice(text.length - keep), leftOut: text.length - 2 * keep };
}

/** @param costs The smallest first. @returns What none may be longer than. */
function share(costs: readonly number[], total: number): number {
  let left = total;
  for (const [at, cost] of costs.entries()) {
    const part = left / (costs.length - at);
    if (cost > part) return Math.floor(part);
    left -= cost;
  }
  return Number.POSITIVE_INFINITY;
}

const EASY = /^[\w \n.,:;/()=+*#%!?@[\]{}|~^$-]*$/;

function costOf(text: string, kind: Kind): number {
  const length = EASY.test(text) ? text.length : escaped(text).length;
  return kind === 'code' ? length + LINE * text.split('\n').length : length;
}
