// A folder in; its runs in a few words each, the newest first, out. What the index knows is taken from there: journals may be long.
import type { Fields } from './chain.ts';
import { endOfFile } from './chain-end.ts';
import { journalPath } from './journal-paths.ts';
import { lastEnd } from './last-end.ts';
import { isAlive } from './process-birth.ts';
import { fieldsOf, numberOf, textOf } from './read-field.ts';
import { readIndex } from './read-index.ts';
import { readEvents, runsIn } from './read-journal.ts';
import { timeOfRun } from './run-id.ts';
import type { RunEntry } from './run-index.ts';

export interface ListedRun {
  readonly run: string;
  /** When it began, ISO 8601. */
  readonly time: string;
  readonly task: string;
  readonly cwd: string;
  /** `running`: its process is alive. */
  readonly state: 'finished' | 'unfinished' | 'running';
  readonly ran: number;
  readonly failed: number;
  readonly denied: number;
  readonly skipped: number;
  readonly exitCode?: number;
  /** Why it ended early. */
  readonly ended?: string;
}

export function listRuns(folder: string): readonly ListedRun[] {
  const { ends } = readIndex(folder, undefined);
  return runsIn(folder)
    .toReversed()
    .map((run) => {
      const entry = ends.get(run)?.at(-1);
      const about = { run, time: timeOfRun(run).toISOString() };
      if (entry === undefined || !endsThere(folder, entry)) return { ...about, ...listed(eventsOf(folder, run)) };
      return { ...about, task: textOf(entry.task), cwd: textOf(entry.cwd), ...counted(fieldsOf(entry.summary)) };
    });
}

/** A run may have been gone on with since. */
function endsThere(folder: string, { run, lines }: RunEntry): boolean {
  try {
    return endOfFile(journalPath(folder, run)).from.lines === lines;
  } catch {
    return true;
  }
}

/** What cannot be read has none: `verify` says why. */
function eventsOf(folder: string, run: string): readonly Fields[] {
  try {
    return readEvents(folder, run);
  } catch {
    return [];
  }
}

function counted(summary: Fields) {
  const { ran, failed, denied, skipped, exitCode, ended } = summary;
  return {
    state: 'finished' as const,
    ran: numberOf(ran),
    failed: numberOf(failed),
    denied: numberOf(denied),
    skipped: numberOf(skipped),
    exitCode: numberOf(exitCode),
    ...(typeof ended === 'string' ? { ended } : {}),
  };
}

function listed(events: readonly Fields[]) {
  const first = events.find(({ type }) => type === 'run-started') ?? {};
  // What a run came to counts until somebody goes on with it.
  const end = lastEnd(events);
  const task = fieldsOf(first.task);
  const about = { task: textOf(task.title) || textOf(task.source), cwd: textOf(first.cwd) };
  if (end !== undefined) return { ...about, ...counted(fieldsOf(end.summary)) };
  const finished = events.filter(({ type }) => type === 'block-finished');
  return {
    ...about,
    state: isWritten(first, events) ? ('running' as const) : ('unfinished' as const),
    ran: finished.length,
    failed: finished.filter(({ result }) => fieldsOf(result).exitCode !== 0).length,
    denied: events.filter(({ type, outcome }) => type === 'block-decided' && outcome !== 'approved').length,
    skipped: events.filter(({ type }) => type === 'block-skipped').length,
  };
}

/** By whoever began or recovered it last. */
function isWritten({ host }: Fields, events: readonly Fields[]): boolean {
  const { pid, born } = events.findLast((event) => typeof event.pid === 'number') ?? {};
  return typeof pid === 'number' && isAlive(host, { pid, ...(typeof born === 'string' ? { born } : {}) });
}
