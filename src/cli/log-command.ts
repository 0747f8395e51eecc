// `approve-run log`: which runs there were, what happened in one of them, whether their records are as they were written, and the removal
// of old ones. What is secret here and now is left out of all that is printed.
import { loadSettings } from '../config/load-settings.ts';
import { stateFolder } from '../config/places.ts';
import { EXIT, JournalError, UsageError } from '../errors.ts';
import { secretValues } from '../execution/environment.ts';
import { findRun } from '../journal/find-run.ts';
import { journalKey } from '../journal/journal-key.ts';
import { indexPath, outputsPath } from '../journal/journal-paths.ts';
import { listRuns } from '../journal/list-runs.ts';
import { pruneRuns } from '../journal/prune-runs.ts';
import { readIndex } from '../journal/read-index.ts';
import { readEvents } from '../journal/read-journal.ts';
import { verifyFolder } from '../journal/verify-folder.ts';
import { verifyRun } from '../journal/verify-run.ts';
import { jsonLine } from '../text/json-line.ts';
import { type Redact, redactor } from '../text/redact.ts';
import { homeFolder, workingFolder } from './folders.ts';
import { listedLines, NO_RUNS } from './view/log-list.ts';
import { timelineLines } from './view/log-timeline.ts';
import { foundBroken, verifyLines } from './view/log-verify.ts';

export interface LogOptions {
  readonly journal?: string;
  readonly json?: boolean;
  readonly all?: boolean;
  /** Where to write one run as a page; `-` is standard output. */
  readonly html?: string;
}

const VERSION = 1;
/** What is typed where a run may be. */
const COMMANDS = ['verify', 'prune'];
/** A screen of them. */
const FIRST = 20;

export async function listLog({ json = false, all = false, html, ...rest }: LogOptions): Promise<number> {
  if (html !== undefined) throw new UsageError('--html shows one run, so name it: approve-run log last --html FILE.');
  const redact = redacting();
  const found = listRuns(await journalFolder(rest)).map((run) => redact.value(run));
  if (json) return print(jsonLine({ version: VERSION, runs: found }));
  if (found.length === 0) return print(NO_RUNS);
  return print(`${listedLines(all ? found : found.slice(0, FIRST), found.length).join('\n')}\n`);
}

export async function showLog(word: string, { json = false, html, ...rest }: LogOptions): Promise<number> {
  if (json && html !== undefined) throw new UsageError('--json and --html are two ways to show a run. Choose one.');
  const folder = await journalFolder(rest);
  const run = findRun(folder, word, COMMANDS);
  const redact = redacting();
  const events = readEvents(folder, run).map((event) => redact.value(event));
  if (json) return print(events.map(jsonLine).join(''));
  const key = journalKey(process.env);
  const report = verifyRun(folder, run, readIndex(folder, key), key);
  if (html !== undefined) {
    const { writePage } = await import('./write-page.ts');
    return writePage(html, { events, ...redact.value({ run, report, outputs: outputsPath(folder, run) }) });
  }
  return print(`${timelineLines(run, events, report).join('\n')}\n`);
}

/** @returns 1 where anything is not as it was written. */
export async function verifyLog(word: string | undefined, { json = false, ...rest }: LogOptions): Promise<number> {
  const folder = await journalFolder(rest);
  const run = word === undefined ? undefined : findRun(folder, word, []);
  const report = verifyFolder(folder, journalKey(process.env), run);
  print(json ? jsonLine({ version: VERSION, ...report }) : `${verifyLines(report, indexPath(folder)).join('\n')}\n`);
  return foundBroken(report) ? EXIT.blockFailed : EXIT.ok;
}

export async function pruneLog({ olderThan, ...rest }: LogOptions & { readonly olderThan: number }): Promise<number> {
  const folder = await journalFolder(rest);
  const gone = await pruneRuns(folder, new Date(Date.now() - olderThan), journalKey(process.env));
  if (gone.length === 0) return print('No journal is that old, so nothing was removed.\n');
  const redact = redacting();
  const rows = listedLines(
    gone.map((run) => redact.value(run)),
    gone.length,
  ).map((line) => `Removed ${line}`);
  return print(`${rows.join('\n')}\n`);
}

/** Where runs are recorded here; with recording switched off, where they would be. */
async function journalFolder({ journal }: LogOptions): Promise<string> {
  const home = homeFolder();
  const flags = journal === undefined ? {} : { journal };
  const { journal: folder } = await loadSettings({ cwd: workingFolder(), home, env: process.env, flags });
  if (journal === 'off') throw new UsageError('--journal off names no folder to look into.');
  const usual = stateFolder({ home, env: process.env });
  if (folder !== undefined && folder !== 'off') return folder;
  if (usual === undefined) throw new JournalError('There is no folder of journals. Set HOME to an absolute path.');
  return `${usual}/journal`;
}

function redacting(): Redact {
  return redactor(secretValues(process.env));
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}
