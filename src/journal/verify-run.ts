// A run in; whether its journal, and the outputs beside it, are as they were written, out.
import { join } from 'node:path';
import { factsOf, type Key, type LineFacts, parseLine } from './chain.ts';
import { type Break, firstBreak } from './first-break.ts';
import { isOutputName, journalPath, outputsPath } from './journal-paths.ts';
import { outputFault } from './output-fault.ts';
import { fieldsOf, numberOf, textOf } from './read-field.ts';
import type { RunIndex } from './read-index.ts';
import { readLines } from './read-journal.ts';
import type { Lines } from './split-lines.ts';

export interface RunReport {
  readonly run: string;
  /** `torn`: its last line has no end, as after a crash. `unfinished`: the run did not come to its end, or goes on. */
  readonly status: 'sound' | 'unfinished' | 'torn' | 'broken';
  readonly lines: number;
  /** SHA-256 of the last whole line. */
  readonly head?: string;
  readonly broken?: Break;
  /** All that is broken: it came to its end, and the index does not know that. A crash in the last moment leaves it so. */
  readonly unindexed?: true;
  /** Its lines are signed, and no key was there to look at that. */
  readonly unchecked: boolean;
}

const FINISHED = 'run-finished';
const KEPT = '"kept":{';

/** @param read Its lines, where they were read before: what is relied on must be what was verified. */
export function verifyRun(
  folder: string,
  run: string,
  index: RunIndex,
  key: Key,
  read = tryLines(journalPath(folder, run)),
): RunReport {
  const ends = index.ends.get(run) ?? [];
  if (typeof read === 'string') return { run, status: 'broken', lines: 0, broken: { line: 1, what: read }, unchecked: false };
  const lines = read.lines.map((line) => factsOf(line, key));
  const torn = read.torn && factsOf(read.torn, key);
  const broken =
    firstBreak({ lines, torn, ends, keyed: key !== undefined }) ??
    otherRun(read.lines[0], run) ??
    outputBreak(read.lines, outputsPath(folder, run));
  const unindexed = broken === undefined ? unknownEnd(lines, torn, ends.at(-1)?.lines) : undefined;
  const head = lines.at(-1)?.hash;
  const unchecked = key === undefined && lines.some(({ signed }) => signed === 'unchecked');
  const common = { run, lines: lines.length, ...(head === undefined ? {} : { head }), unchecked };
  if (broken !== undefined) return { ...common, status: 'broken', broken };
  if (unindexed !== undefined) return { ...common, status: 'broken', broken: unindexed, unindexed: true };
  if (torn !== undefined) return { ...common, status: 'torn' };
  return { ...common, status: lines.at(-1)?.type === FINISHED ? 'sound' : 'unfinished' };
}

/** @returns In words, why there are none: one journal that cannot be read keeps nobody from the others. */
function tryLines(path: string): Lines | string {
  try {
    return readLines(path) ?? 'is missing: there is no such file';
  } catch (error) {
    return `cannot be read (${((error as Error).cause as NodeJS.ErrnoException).code})`;
  }
}

/** A whole journal put in the place of another one. */
function otherRun(first: Buffer | undefined, run: string): Break | undefined {
  const named = first && parseLine(first)?.run;
  return first === undefined || named === run ? undefined : { line: 1, what: 'is of another run' };
}

function outputBreak(lines: readonly Buffer[], folder: string): Break | undefined {
  for (const [at, line] of lines.entries()) {
    const kept = line.includes(KEPT) ? parseLine(line)?.kept : undefined;
    if (kept === undefined) continue;
    const { file, bytes, digest } = fieldsOf(kept);
    if (!isOutputName(textOf(file))) return { line: at + 1, what: 'names an output that no block has' };
    const fault = outputFault(join(folder, textOf(file)), { bytes: numberOf(bytes), digest: textOf(digest) });
    if (fault !== undefined) return { line: at + 1, what: `names an output, ${textOf(file)}, that ${fault}` };
  }
  return undefined;
}

/** A run that came to its end is in the index; else the index was cut, which nothing else would show. */
function unknownEnd(lines: readonly LineFacts[], torn: LineFacts | undefined, known: number | undefined): Break | undefined {
  if (torn !== undefined || lines.at(-1)?.type !== FINISHED || known === lines.length) return undefined;
  return {
    line: lines.length,
    what: 'ends the run, and the index does not know it: the index was cut, or the run was killed in its last moment',
  };
}
