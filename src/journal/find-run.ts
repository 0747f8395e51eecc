// What was typed for a run in; its name out: `last`, all of the name, or a beginning that only one has.
import { UsageError } from '../errors.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { shortPath } from '../text/short-path.ts';
import { visibleLine } from '../text/visible.ts';
import { runsIn } from './read-journal.ts';

const MOST_NAMED = 3;

/** @throws {UsageError} When it means none, or several. */
export function findRun(folder: string, word: string, otherWords: readonly string[]): string {
  const runs = runsIn(folder);
  const newest = runs.at(-1);
  if (newest === undefined) throw noRuns(folder);
  if (word === 'last') return newest;
  const found = runs.filter((run) => run.startsWith(word));
  const [only] = found;
  if (only !== undefined && found.length === 1 && word !== '') return only;
  const name = visibleLine(word);
  if (word !== '' && found.length > 1)
    throw new UsageError(`"${name}" begins ${found.length} runs: ${found.slice(-MOST_NAMED).join(', ')}. Type more of one.`);
  const hint = didYouMean(word, [...otherWords, 'last', ...runs]);
  throw new UsageError(`there is no run "${name}"${hint || '; approve-run log lists them'}`);
}

export function noRuns(folder: string): UsageError {
  return new UsageError(`there are no journals in ${shortPath(folder)} yet. Each run of a task writes one.`);
}
