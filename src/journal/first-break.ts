// What can be told of each line of a chain, and how it must end, in; the first line that is not as it was written, and why, out.
import { type LineFacts, NOTHING_BEFORE } from './chain.ts';
import type { ChainEnd } from './chain-writer.ts';

export interface Break {
  /** From 1, as editors count. */
  readonly line: number;
  /** What is wrong there: `was edited`. */
  readonly what: string;
}

export interface Chain {
  readonly lines: readonly LineFacts[];
  /** What stands behind the last line feed. */
  readonly torn: LineFacts | undefined;
  /** What the index knows: at so many lines, this was the last one. In the order in which it was noted. */
  readonly ends: readonly ChainEnd[];
  /** Every line must be signed by the key. */
  readonly keyed: boolean;
}

/**
 * One change is named by its exact line, also where only the next line, or the index, shows it. Of several, the first is found; which of
 * two neighbours it was is then a guess.
 */
export function firstBreak(chain: Chain): Break | undefined {
  const { lines, torn } = chain;
  // What lacks only its line feed counts as a line, so it must fit in like one.
  const all = torn?.type === undefined ? chain : { ...chain, lines: [...lines, torn] };
  for (let at = 0; at < all.lines.length; at += 1) {
    const fault = faultAt(all, at);
    if (fault !== undefined) return fault;
  }
  return faultAtEnd(chain);
}

/** The end of a chain that a crash tore, and that a later line speaks of. */
function isSealed({ lines }: Pick<Chain, 'lines'>, at: number): boolean {
  const [line, next] = [lines[at], lines[at + 1]];
  return line !== undefined && next !== undefined && next.seals === line.hash && next.prev === line.hash && next.n === at + 1;
}

function faultAt(chain: Chain, at: number): Break | undefined {
  const { lines, keyed } = chain;
  const line = lines[at];
  if (line === undefined) return undefined;
  const here = (what: string): Break => ({ line: at + 1, what });
  if (line.n === undefined || line.prev === undefined || line.type === undefined)
    return isSealed(chain, at) ? undefined : here('is no line of a journal: it was edited, or cut in the middle');
  if (keyed && line.signed !== 'well')
    return here(line.signed === 'wrong' ? 'was edited: its signature is wrong' : 'is not signed with this key');
  const follows = line.prev === before(chain, at);
  if (line.n === at) return follows ? undefined : misfit(chain, at);
  if (follows) return here(`was re-numbered: it says ${line.n}, and is ${at}`);
  // The one before fitted in; but this one was written to stand in its place.
  const other = lines[at - 1];
  if (line.n === at - 1 && line.prev === before(chain, at - 1) && other?.hash !== line.hash)
    return { line: at, what: 'was inserted' };
  if (line.n < at) return here('was inserted, or written twice');
  if (lines[at + 1]?.n === at) return here(`and line ${at + 2} were swapped`);
  return here(line.n - at === 1 ? 'is missing' : `to line ${line.n} are missing, or others stand in their place`);
}

/** The hash does not fit: either the line before is another one, or what this one says of it. */
function misfit(chain: Chain, at: number): Break {
  const isOwn = at === 0 || !(isVouched(chain, at) || isOpenEnd(chain, at));
  return { line: isOwn ? at + 1 : at, what: 'was edited' };
}

/** Somebody later says that it is as it was. */
function isVouched({ lines, ends }: Chain, at: number): boolean {
  const hash = lines[at]?.hash;
  return lines[at + 1]?.prev === hash || ends.some((end) => end.lines === at + 1 && end.head === hash);
}

/** Nobody speaks of the last line of a run that has not ended: it is taken for the one that is right. */
function isOpenEnd({ lines, ends }: Chain, at: number): boolean {
  return at > 0 && at === lines.length - 1 && !ends.some((end) => end.lines > at);
}

function before({ lines }: Chain, at: number): string | undefined {
  return at === 0 ? NOTHING_BEFORE : lines[at - 1]?.hash;
}

function faultAtEnd({ lines, torn, ends }: Chain): Break | undefined {
  for (const { lines: count, head } of ends) {
    if (lines.length < count && torn !== undefined) return { line: lines.length + 1, what: 'is cut in the middle' };
    if (lines.length < count) return { line: lines.length + 1, what: `is missing: the index knows ${count} lines` };
    if (lines[count - 1]?.hash !== head) return { line: count, what: 'was edited: the index knows another one' };
    // Whoever goes on with a run says so.
    if (lines.length > count && lines[count]?.type !== 'recovered')
      return { line: count + 1, what: 'was added after the end of the run' };
  }
  const last = ends.at(-1);
  if (torn !== undefined && last?.lines === lines.length)
    return { line: lines.length + 1, what: 'was added after the end of the run' };
  return undefined;
}
