// A path as an effect has it in, with globs and with words that only the run knows; what tells whether another path is meant by it out.
// Whoever wrote the block chose both: all of the work is counted, and ends.

/** Any characters but a slash; any at all. */
const NAME = '*';
const REST = '**';

/** `(found)` is what `find` comes to, `$…` what only the run knows, `…` (in UTF-8) what `${x%…}` leaves, `XXX` what mktemp fills in. */
const TOKENS = /\(found\)\/?|[$`({].*|\xe2\x80\xa6|\[[^\]/[]*\]|\*+|\?|X{3,}/gs;
/** No file has a longer path. */
const MOST_CHARACTERS = 4096;

/** What all matches of a block may cost; once it is spent, everything is meant. */
export interface MatchBudget {
  steps: number;
}

export interface PathPattern {
  /** All before the first word that is not known. */
  readonly known: string;
  readonly literal: boolean;
  /** Also what lies below. */
  meets(path: string): boolean;
}

export function pathPattern(path: string, budget: MatchBudget): PathPattern {
  const long = path.length > MOST_CHARACTERS;
  const whole = `${path.slice(0, MOST_CHARACTERS).replace(/(?<!\/)\/+$/, '')}${long ? '$' : ''}`;
  const first = whole.search(TOKENS);
  const within = (other: string) => other === whole || other.startsWith(`${whole}/`);
  if (first === -1) return { known: whole, literal: true, meets: within };
  const known = whole.slice(0, first);
  const pieces = piecesOf(whole);
  const meets = (other: string) => within(other) || (other.startsWith(known) && matches(pieces, other, budget));
  return { known, literal: false, meets };
}

function piecesOf(path: string): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { 0: token, index } of path.matchAll(TOKENS)) {
    pieces.push(...path.slice(at, index));
    pieces.push(token.startsWith('(found)') || /^[$`({]/.test(token) ? REST : token === '?' || token[0] === '[' ? '?' : NAME);
    at = index + token.length;
  }
  return [...pieces, ...path.slice(at)];
}

/** All places that it may be at are followed at once: nothing is tried twice. */
function matches(pieces: readonly string[], path: string, budget: MatchBudget): boolean {
  let states = new Set(reach(pieces, 0));
  for (const character of path) {
    if (character === '/' && states.has(pieces.length)) return true;
    const next = new Set<number>();
    for (const at of states) {
      const piece = pieces[at];
      if (piece === REST || (piece === NAME && character !== '/')) for (const one of reach(pieces, at)) next.add(one);
      else if (piece === character || (piece === '?' && character !== '/'))
        for (const one of reach(pieces, at + 1)) next.add(one);
    }
    if (next.size === 0) return false;
    budget.steps -= next.size;
    if (budget.steps < 0) return true;
    states = next;
  }
  return states.has(pieces.length);
}

/** A star may also stand for nothing. */
function reach(pieces: readonly string[], from: number): readonly number[] {
  const places = [from];
  for (let at = from; pieces[at] === NAME || pieces[at] === REST; at += 1) places.push(at + 1);
  return places;
}
