// A file and where its chain ends in; what makes it longer, line by line, out.
import { digestOf } from '../digest.ts';
import type { AppendFile } from './append-file.ts';
import { type Key, makeLine, NOTHING_BEFORE, VERSION } from './chain.ts';

export interface ChainEnd {
  /** How many lines there are. */
  readonly lines: number;
  /** SHA-256 of the last one. */
  readonly head: string;
}

export interface Clock {
  now(): Date;
  /** Milliseconds; never goes backwards. */
  mono(): number;
}

export interface ChainWriter {
  /** @throws {Error} When it could not be written. */
  write<Event extends { readonly type: string }>(event: Event): void;
  end(): ChainEnd;
}

export const START: ChainEnd = { lines: 0, head: NOTHING_BEFORE };
export const CLOCK: Clock = { now: () => new Date(), mono: () => performance.now() };

export interface ChainOptions {
  readonly file: AppendFile;
  readonly from: ChainEnd;
  /** The `mono` of the last line, in a chain that goes on. @default 0 */
  readonly since?: number;
  /** The end of a torn line, written with the first new one in one go: a crash in between would leave what no line speaks of. */
  readonly before?: Buffer;
  readonly key: Key;
  readonly clock?: Clock | undefined;
}

export function chainWriter({ file, from, since = 0, before = NOTHING, key, clock = CLOCK }: ChainOptions): ChainWriter {
  const began = clock.mono();
  let { lines, head } = from;
  let lead = before;
  return {
    write(event) {
      const mono = Number((since + clock.mono() - began).toFixed(1));
      const line = Buffer.from(makeLine({ v: VERSION, n: lines, time: timeOf(clock), mono, prev: head }, event, key));
      file.append(Buffer.concat([lead, line, LINE_FEED]));
      lead = NOTHING;
      head = digestOf(line);
      lines += 1;
    },
    end: () => ({ lines, head }),
  };
}

export const LINE_FEED = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

function timeOf(clock: Clock): string {
  return clock.now().toISOString();
}
