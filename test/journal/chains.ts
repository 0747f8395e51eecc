// Journals that tests change: lines as they are written, in memory, and what is found of a change.
import { digestOf } from '../../src/digest.ts';
import { factsOf, makeLine, NOTHING_BEFORE, VERSION } from '../../src/journal/chain.ts';
import type { ChainEnd } from '../../src/journal/chain-writer.ts';
import { type Break, firstBreak } from '../../src/journal/first-break.ts';
import { splitLines } from '../../src/journal/split-lines.ts';

/** Lines of a run as they might be, without their line feeds. */
export function chainOf(count: number, key?: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let n = 0; n < count; n += 1) {
    const before = lines.at(-1);
    const prev = before === undefined ? NOTHING_BEFORE : digestOf(before);
    const time = new Date(1_800_000_000_000 + n * 7).toISOString();
    lines.push(Buffer.from(makeLine({ v: VERSION, n, time, mono: n * 7, prev }, event(n, count), key)));
  }
  return lines;
}

function event(n: number, count: number) {
  if (n === 0) return { type: 'run-started', run: 'x' };
  return n === count - 1 ? { type: 'run-finished', exitCode: 0 } : { type: 'block-decided', reason: `because of «${n}»` };
}

export function endOf(lines: readonly Buffer[]): ChainEnd {
  const last = lines.at(-1);
  return { lines: lines.length, head: last === undefined ? NOTHING_BEFORE : digestOf(last) };
}

export function bytesOf(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
}

export function breakIn(bytes: Buffer, end: ChainEnd | undefined, key?: Buffer): Break | undefined {
  const { lines, torn } = splitLines(bytes);
  return firstBreak({
    lines: lines.map((line) => factsOf(line, key)),
    torn: torn && factsOf(torn, key),
    ends: end === undefined ? [] : [end],
    keyed: key !== undefined,
  });
}
