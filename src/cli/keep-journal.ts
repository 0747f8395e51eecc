// A session and who proposes in; what writes the journal of its run, and what the summary says of that, out.
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import type { Flags } from '../config/load-settings.ts';
import { digestOf } from '../digest.ts';
import { ApproveRunError, JournalError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { ChainEnd } from '../journal/chain-writer.ts';
import { goOnWith } from '../journal/go-on-with.ts';
import { journalKey } from '../journal/journal-key.ts';
import { createJournal, type Journal } from '../journal/open-journal.ts';
import { outputFiles } from '../journal/output-files.ts';
import { ownBirth } from '../journal/process-birth.ts';
import { recordEvents } from '../journal/record-events.ts';
import { addToIndex, type RunEntry } from '../journal/run-index.ts';
import type { Summary } from '../summary.ts';
import { visibleLine } from '../text/visible.ts';
import { flagsAsRecorded, policiesAsRecorded, settingsAsRecorded } from './as-recorded.ts';
import type { Session } from './assemble.ts';
import type { Chosen } from './choose-agent.ts';
import { mayGoOn } from './recorded/may-go-on.ts';

/** What is to be said of the journal when the run is over. */
export type JournalNote =
  | 'off'
  | {
      readonly run: string;
      readonly file: string;
      readonly lines: number;
      /** SHA-256 of the last line: whoever knows it finds out about every change before it. */
      readonly head: string;
      /** Why the index does not have it. */
      readonly fault?: string;
    };

export interface KeptJournal {
  /** Absent where there is none. */
  readonly sink?: Emit;
  readonly note: () => JournalNote;
  /** What is typed to go on with the run, once it is over, where that can be done. */
  readonly goOn?: () => string | undefined;
}

/** What was typed, beside what the session is made of. */
export interface Typed {
  readonly flags: Flags;
  readonly keepGoing: boolean;
  /** The folder of journals, where it was named. */
  readonly place?: string | undefined;
}

/** A run that is gone on with. */
export interface GoneOn {
  readonly run: string;
  /** Where its journal ended when it was read. */
  readonly end: ChainEnd;
  /** How many of its blocks are over. */
  readonly settled: number;
}

/** @throws {JournalError} Where it cannot be written. Nothing has run by then. */
export async function keepJournal(session: Session, chosen: Chosen, typed: Typed, goneOn?: GoneOn): Promise<KeptJournal> {
  const { journal: folder } = session.settings;
  if (folder === 'off') return { note: () => 'off' };
  if (folder === undefined)
    throw new JournalError('There is no folder for the journal. Set HOME to an absolute path, or name one: --journal FOLDER.');
  const key = journalKey(process.env);
  const start = await startOf(session, chosen, typed);
  const journal = goneOn === undefined ? createJournal({ folder, key }) : await goOnWith(goneOn.run, goneOn.end, { folder, key });
  const record = recordEvents(journal, outputFiles(folder, journal.run, goneOn?.settled), start);
  let fault: string | undefined;
  let open = false;
  const goOn = ['approve-run resume', ...(typed.place === undefined ? [] : [`--journal ${quoted(typed.place)}`])].join(' ');
  return {
    async sink(event) {
      open = mayGoOn(open, event);
      await record(event);
      if (event.type !== 'run-finished') return;
      journal.close();
      fault = await indexed(journal, entryOf(journal, session, event.summary), key);
    },
    goOn: () => (open && chosen.replays === undefined ? goOn : undefined),
    note: () => ({ run: journal.run, file: journal.path, ...journal.end(), ...(fault === undefined ? {} : { fault }) }),
  };
}

/** All that decided about the run, so that it can be told later whether that is another by then. */
async function startOf({ task, taskPath, taskText, cwd, sandboxMode, settings }: Session, chosen: Chosen, typed: Typed) {
  return {
    approveRun: manifest.version,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    host: hostname(),
    user: userName(),
    pid: process.pid,
    born: ownBirth(),
    model: chosen.model,
    replays: chosen.replays,
    cwd,
    sandbox: sandboxMode,
    keepGoing: typed.keepGoing,
    flags: flagsAsRecorded(typed.flags, chosen.recording),
    task: {
      source: task.source,
      path: taskPath && resolve(taskPath),
      title: task.title,
      digest: digestOf(taskText),
      text: taskText,
    },
    policies: await policiesAsRecorded(settings),
    settings: settingsAsRecorded(settings, chosen.recording),
  };
}

function entryOf({ run, end }: Journal, { task, cwd }: Session, summary: Summary): RunEntry {
  const { ran, failed, denied, skipped, durationMs, exitCode, ended } = summary;
  const counts = { ran, failed, denied, skipped, durationMs, exitCode, ...(ended === undefined ? {} : { ended }) };
  return { type: 'run', run, task: task.title ?? task.source, cwd, ...end(), summary: counts };
}

/** The run is over, and its journal whole: what is wrong here is said, and ends nothing. */
async function indexed({ folder }: Journal, entry: RunEntry, key: Buffer | undefined): Promise<string | undefined> {
  try {
    await addToIndex(folder, entry, key);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return error instanceof ApproveRunError ? message : String(code ?? message);
  }
}

/** Some users have a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${visibleLine(path).replaceAll("'", "'\\''")}'`;
}
