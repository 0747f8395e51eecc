// A folder of journals in; the run that is gone on with where none is named, out. And a run in; why it cannot be gone on with, out.
import { EXIT, JournalError, UsageError } from '../../errors.ts';
import { noRuns } from '../../journal/find-run.ts';
import { listRuns } from '../../journal/list-runs.ts';
import { isAlive } from '../../journal/process-birth.ts';
import { readEvents } from '../../journal/read-journal.ts';
import { recallRun } from '../../journal/recall-run.ts';
import type { RecordedRun } from '../../journal/recorded-run.ts';
import { shortPath } from '../../text/short-path.ts';
import { visibleLine } from '../../text/visible.ts';
import { isLeftOpen } from './restore-history.ts';

/** The newest of this folder, else the newest of all. @throws {UsageError} Where there is none. */
export function findResumable(folder: string, cwd: string): string {
  const runs = listRuns(folder);
  if (runs.length === 0) throw noRuns(folder);
  const open = runs.filter(({ state, exitCode }) => state === 'unfinished' || (exitCode ?? 0) !== EXIT.ok);
  const here = open.filter((run) => run.cwd === cwd);
  const elsewhere = open.filter((run) => run.cwd !== cwd);
  const found = [...here, ...elsewhere].find(({ run }) => mayGoOn(folder, run));
  if (found !== undefined) return found.run;
  throw new UsageError(
    `no run in ${shortPath(folder)} can be gone on with: each came to its end, or still runs. approve-run log lists them; approve-run replay RUN runs one again.`,
  );
}

function mayGoOn(folder: string, run: string): boolean {
  try {
    return whyNot(recallRun(readEvents(folder, run))) === undefined;
  } catch (error) {
    // What a crash left without a beginning, or somebody else wrote.
    if (error instanceof JournalError) return false;
    throw error;
  }
}

/** @returns Undefined where it can. */
export function whyNot({ run, start, writer, summary, turns }: RecordedRun): string | undefined {
  if (start.replays !== undefined)
    return `${run} is a replay, which is not gone on with: approve-run replay ${visibleLine(start.replays)} begins it anew.`;
  if (summary === undefined) {
    return isAlive(start.host, writer) ? `${run} is still running (process ${writer.pid}).` : undefined;
  }
  const last = turns.at(-1);
  if (summary.ended !== undefined || (last !== undefined && isLeftOpen(last))) return undefined;
  return `${run} came to its end by itself, so there is nothing to go on with. approve-run replay ${run} runs it again.`;
}
