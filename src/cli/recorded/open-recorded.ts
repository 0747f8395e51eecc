// What was typed for a run, and the options beside it, in; the run as its journal tells it, and the session opened again, with what is
// another by now, out. A journal that is not as it was written is refused.
import { resolve } from 'node:path';
import type { Flags } from '../../config/load-settings.ts';
import { isPolicyPath } from '../../config/policy-files.ts';
import { digestOf } from '../../digest.ts';
import { JournalError, UsageError } from '../../errors.ts';
import { endOfLines } from '../../journal/chain-end.ts';
import type { ChainEnd } from '../../journal/chain-writer.ts';
import { findRun } from '../../journal/find-run.ts';
import { journalKey } from '../../journal/journal-key.ts';
import { journalPath, requirePrivate } from '../../journal/journal-paths.ts';
import { readIndex } from '../../journal/read-index.ts';
import { eventsIn, readLines } from '../../journal/read-journal.ts';
import { recallRun } from '../../journal/recall-run.ts';
import type { RecordedRun, RecordedStart } from '../../journal/recorded-run.ts';
import { type RunReport, verifyRun } from '../../journal/verify-run.ts';
import { visibleLine } from '../../text/visible.ts';
import { openSession, type Session } from '../assemble.ts';
import { workingFolder } from '../folders.ts';
import { journalFolder } from '../journal-folder.ts';
import { isBroughtAlong } from './is-brought-along.ts';
import { recordedFlags } from './recorded-flags.ts';
import { tellDifferences } from './tell-differences.ts';
import { toldOptions } from './told-options.ts';

export interface FoundRun {
  /** Of the journals. */
  readonly folder: string;
  readonly recorded: RecordedRun;
  /** How its journal stands: `sound`, `unfinished` or `torn`. */
  readonly report: RunReport;
  /** Where the journal ended when it was read. */
  readonly end: ChainEnd;
  /** A repository can have brought it along, and no key says otherwise: neither options nor approvals in it are the user's. */
  readonly broughtAlong: boolean;
}

export interface OpenedRun extends FoundRun {
  /** In the folder that it ran in, about the text that its task had, with today's configuration and environment. */
  readonly session: Session;
  /** Those from then, where they count, with the given ones on top. */
  readonly flags: Flags;
  /** What of that nobody typed now, in a line, safe to show. */
  readonly options: string | undefined;
  /** What decides about it and is another by now, a line each, safe to show; what was given is not among it. */
  readonly differences: readonly string[];
}

interface RecordedOptions {
  readonly journal?: string | undefined;
  /** What was typed now. */
  readonly flags: Flags;
}

/**
 * For whoever relies on what it says was approved: nothing about it may be in doubt.
 *
 * @throws {UsageError | JournalError} Where there is no such run, its journal is not as it was written, or it cannot be opened any more.
 */
export async function openRecorded(word: string, options: RecordedOptions): Promise<OpenedRun> {
  const found = findRecorded(await journalFolder(options.journal), word);
  if (found.report.status === 'broken') throw broken(found.report);
  if (found.report.unchecked)
    throw new JournalError(
      'its journal is signed, and who signed it can only be told with the key: set APPROVE_RUN_JOURNAL_KEY. Nothing was run.',
    );
  return openFound(found, options.flags);
}

/** @throws {UsageError | JournalError} */
export function findRecorded(folder: string, word: string): FoundRun {
  const run = findRun(folder, word, []);
  requirePrivate(folder);
  const key = journalKey(process.env);
  // Read once: what is told must be what was verified, whoever writes to it meanwhile.
  const lines = readLines(journalPath(folder, run)) ?? { lines: [], torn: undefined };
  const report = verifyRun(folder, run, readIndex(folder, key), key, lines);
  if (report.status === 'broken' && report.unindexed !== true) throw broken(report);
  if (report.lines === 0) throw new JournalError(`${run} never began: nothing of it was run. Start its task anew.`);
  const recorded = recallRun(eventsIn(lines));
  const broughtAlong = key === undefined && isBroughtAlong(folder, recorded.start.cwd);
  return { folder, recorded, report, end: endOfLines(lines), broughtAlong };
}

/** @throws {UsageError | JournalError} Where it cannot be opened any more. */
export async function openFound(found: FoundRun, given: Flags): Promise<OpenedRun> {
  const { folder, recorded } = found;
  const { task, cwd } = recorded.start;
  if (digestOf(task.text) !== task.digest)
    throw new JournalError('the journal has another text of the task than its digest says.');
  const typed = fromHere(given);
  const then = heldStill(found, typed);
  const flags = { ...then, ...typed, journal: folder };
  const session = await openSession({ task, cwd: folderOf(recorded.start), flags });
  if (session.cwd !== cwd) throw gone(cwd);
  return { ...found, session, flags, options: toldOptions(then), differences: await tellDifferences(recorded, session, given) };
}

/** What was typed then, as far as it counts and nothing else was typed now. */
function heldStill({ broughtAlong, recorded }: FoundRun, typed: Flags): Flags {
  const then = without(recordedFlags(recorded.start.flags), typed);
  const passed = [...Object.keys(typed), 'journal'];
  return broughtAlong ? {} : Object.fromEntries(Object.entries(then).filter(([key]) => !passed.includes(key)));
}

function broken({ run, broken: where }: RunReport): JournalError {
  return new JournalError(
    `The journal of ${run} is not as it was written: line ${where?.line} ${visibleLine(where?.what ?? '')}. Nothing was run.\napprove-run log ${run} shows it as it is now.`,
  );
}

/** Paths that are typed now start from this folder, and not from the run's. */
function fromHere({ policy, ...rest }: Flags): Flags {
  return policy === undefined ? rest : { ...rest, policy: policy.map((ref) => (isPolicyPath(ref) ? resolve(ref) : ref)) };
}

/** Another model does not come with the server of the one before. */
function without({ baseUrl, ...rest }: Flags, { model }: Flags): Flags {
  return baseUrl === undefined || model !== undefined ? rest : { ...rest, baseUrl };
}

function folderOf({ cwd }: RecordedStart): string {
  try {
    return workingFolder(cwd);
  } catch {
    throw gone(cwd);
  }
}

function gone(cwd: string): UsageError {
  return new UsageError(`the run was in ${visibleLine(cwd)}, which is not there any more, or leads elsewhere. Nothing was run.`);
}
