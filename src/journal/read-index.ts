// A folder in; what the index knows of its runs, and whether it is as it was written, out.
import { type Fields, factsOf, isRecord, type Key, parseLines } from './chain.ts';
import type { ChainEnd } from './chain-writer.ts';
import { type Break, firstBreak } from './first-break.ts';
import { indexPath } from './journal-paths.ts';
import { readLines } from './read-journal.ts';
import { isRunId } from './run-id.ts';
import type { RunEntry } from './run-index.ts';

export interface RunIndex {
  /** By run, in the order in which they were noted. */
  readonly ends: ReadonlyMap<string, readonly RunEntry[]>;
  /** Runs whose journals were removed on purpose. */
  readonly pruned: ReadonlySet<string>;
  readonly lines: number;
  readonly broken: Break | undefined;
}

export function readIndex(folder: string, key: Key): RunIndex {
  const { lines, torn } = readLines(indexPath(folder)) ?? { lines: [], torn: undefined };
  const facts = lines.map((line) => factsOf(line, key));
  const end = torn && factsOf(torn, key);
  const entries = parseLines(lines);
  const runs = entries.flatMap((entry) => (isRun(entry) ? [entry] : []));
  const ends = new Map(runs.map(({ run }) => [run, [] as RunEntry[]]));
  for (const entry of runs) ends.get(entry.run)?.push(entry);
  const pruned = entries.filter(({ type }) => type === 'pruned').flatMap(({ runs: gone }) => (Array.isArray(gone) ? gone : []));
  return {
    ends,
    pruned: new Set(pruned.flatMap((one: unknown) => (isRecord(one) && typeof one.run === 'string' ? one.run : []))),
    lines: lines.length,
    broken: firstBreak({ lines: facts, torn: end, ends: NONE, keyed: key !== undefined }),
  };
}

/** Nobody knows how an index must end, but for the journals that it does not name. */
const NONE: readonly ChainEnd[] = [];

/** A name that is none of ours would be looked for elsewhere, and shown. */
function isRun(entry: object): entry is RunEntry {
  const { type, run, lines, head, summary }: Fields = { ...entry };
  return (
    type === 'run' &&
    typeof run === 'string' &&
    isRunId(run) &&
    typeof lines === 'number' &&
    typeof head === 'string' &&
    isRecord(summary)
  );
}
