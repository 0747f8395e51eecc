// Runs in; one line each, for people, out: two, where a terminal has no room for one.
import { EXIT } from '../../errors.ts';
import type { ListedRun } from '../../journal/list-runs.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { hang, heightOf } from '../../text/wrap.ts';
import { paintStdout as paint } from '../../view/paint.ts';
import { localTime } from './local-time.ts';
import { outcomeWords } from './outcome-words.ts';

export function noRuns(folder: string): string {
  return `There are no journals in ${shortPath(folder)} yet. Each run of a task writes one.\n`;
}

const QUIT = 'quit';

/** @param columns Of the terminal, if it is one. @param count How many there are, shown or not. */
export function listedLines(runs: readonly ListedRun[], columns: number | undefined, count: number): readonly string[] {
  const open = runs.some(
    ({ state, ended, exitCode }) => state === 'unfinished' || ended !== undefined || exitCode === EXIT.interrupted,
  );
  return [
    ...runLines(runs, columns),
    ...(count === runs.length ? [] : [paint.dim(`and ${count - runs.length} older; --all shows them`)]),
    ...(open ? [paint.dim(hang('', 'approve-run resume RUN goes on with one that is unfinished, or was ended', columns))] : []),
  ];
}

export function runLines(runs: readonly ListedRun[], columns: number | undefined): readonly string[] {
  const rows = runs.map((run) => ({
    run,
    when: localTime(new Date(run.time)),
    counts: [`${run.ran} run`, `${run.failed} failed`, `${run.denied} denied`].join(' · '),
    outcome: outcomeOf(run),
  }));
  const width = (of: (row: (typeof rows)[number]) => string) => rows.reduce((most, row) => Math.max(most, of(row).length), 0);
  const [outcomes, counts] = [width(({ outcome }) => outcome), width(({ counts: shown }) => shown)];
  const parts = rows.map(({ run, when, counts: shown, outcome }) => [
    [paint.strong(run.run), when, painted(run, outcome.padEnd(outcomes))].join('  '),
    `${shown.padEnd(counts)}  ${visibleLine(run.task)} ${paint.dim(shortPath(run.cwd))}`,
  ]);
  const lines = parts.map((pair) => pair.join('  '));
  if (columns === undefined || lines.every((line) => heightOf(line, columns) === 1)) return lines;
  return parts.flatMap(([head = '', rest = '']) => [hang('', head, columns), hang('  ', rest, columns)]);
}

/** Who quit denied a block, but said more than that. */
function outcomeOf({ state, exitCode = EXIT.ok, ended }: ListedRun): string {
  if (state !== 'finished') return state;
  return exitCode === EXIT.denied && ended !== undefined ? QUIT : outcomeWords(exitCode);
}

function painted({ state, exitCode }: ListedRun, text: string): string {
  if (state !== 'finished') return paint.warn(text);
  return exitCode === 0 ? paint.good(text) : paint.bad(text);
}
