// The path of a chain in; where it ends, so that it can go on, out. Reads no more of a long file than its end.
import { digestOf } from '../digest.ts';
import { parseLine } from './chain.ts';
import { type ChainEnd, START } from './chain-writer.ts';
import { readRegular } from './read-regular.ts';
import { type Lines, splitLines } from './split-lines.ts';

/** A last line without its line feed, as a crash leaves one. */
export interface TornLine {
  readonly bytes: number;
  readonly digest: string;
}

interface FoundEnd {
  /** The torn line counts. */
  readonly from: ChainEnd;
  /** The `mono` of the last line. */
  readonly since: number;
  readonly torn: TornLine | undefined;
}

const TAIL = 64 * 1024;

/** Nothing is verified. @throws {Error} Where it cannot be read. */
export function endOfFile(path: string): FoundEnd {
  const tail = readRegular(path, TAIL);
  // The first of these lines may lack its beginning.
  const { lines, torn } = splitLines(tail.whole ? tail.bytes : tail.bytes.subarray(tail.bytes.indexOf('\n') + 1));
  const last = lines.at(-1);
  const { n, mono } = (last && parseLine(last)) ?? {};
  if (!tail.whole && typeof n !== 'number') return foundEnd(splitLines(readRegular(path).bytes), undefined, 0);
  return foundEnd({ lines, torn }, tail.whole ? undefined : Number(n) + 1, typeof mono === 'number' ? mono : 0);
}

/** Of all the lines of a chain. */
export function endOfLines(lines: Lines): ChainEnd {
  return foundEnd(lines, undefined, 0).from;
}

function foundEnd({ lines, torn }: Lines, count = lines.length, since: number): FoundEnd {
  const last = torn ?? lines.at(-1);
  return {
    from: last === undefined ? START : { lines: count + (torn === undefined ? 0 : 1), head: digestOf(last) },
    since,
    torn: torn && { bytes: torn.length, digest: digestOf(torn) },
  };
}
