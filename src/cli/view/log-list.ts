// Runs in; one line each, for people, out.
import type { ListedRun } from '../../journal/list-runs.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { paintStdout as paint } from '../../view/paint.ts';
import { localTime } from './local-time.ts';
import { outcomeWords } from './outcome-words.ts';

export const NO_RUNS = 'There are no journals yet. Each run of a task writes one.\n';

/** @param count How many there are, shown or not. */
export function listedLines(runs: readonly ListedRun[], count: number): readonly string[] {
  const rows = runs.map((run) => ({
    run,
    when: localTime(new Date(run.time)),
    counts: [`${run.ran} run`, `${run.failed} failed`, `${run.denied} denied`].join(' · '),
    outcome: run.state === 'finished' ? outcomeWords(run.exitCode ?? 0) : run.state,
  }));
  const width = (of: (row: (typeof rows)[number]) => string) => rows.reduce((most, row) => Math.max(most, of(row).length), 0);
  const [outcomes, counts] = [width(({ outcome }) => outcome), width(({ counts: shown }) => shown)];
  const lines = rows.map(({ run, when, counts: shown, outcome }) =>
    [
      paint.strong(run.run),
      when,
      painted(run, outcome.padEnd(outcomes)),
      shown.padEnd(counts),
      `${visibleLine(run.task)} ${paint.dim(shortPath(run.cwd))}`,
    ].join('  '),
  );
  const open = runs.some(({ state, ended }) => state === 'unfinished' || ended !== undefined);
  return [
    ...lines,
    ...(count === runs.length ? [] : [paint.dim(`and ${count - runs.length} older; --all shows them`)]),
    ...(open ? [paint.dim('approve-run resume RUN goes on with one that is unfinished, or was ended')] : []),
  ];
}

function painted({ state, exitCode }: ListedRun, text: string): string {
  if (state !== 'finished') return paint.warn(text);
  return exitCode === 0 ? paint.good(text) : paint.bad(text);
}
