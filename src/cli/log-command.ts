// `approve-run log`: which runs there were, what happened in one of them, whether their records are as they were written, and the removal
// of old ones. What is secret here and now is left out of all that is printed.
import { EXIT, UsageError } from '../errors.ts';
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
import { journalFolder } from './journal-folder.ts';
import { redactHere } from './redact-here.ts';
import { listedLines, noRuns, runLines } from './view/log-list.ts';
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
  const folder = await journalFolder(rest.journal);
  const redact = redactHere();
  const found = listRuns(folder).map((run) => redact.value(run));
  if (json) return print(jsonLine({ version: VERSION, runs: found }));
  if (found.length === 0) return print(noRuns(folder));
  return print(`${listedLines(all ? found : found.slice(0, FIRST), process.stdout.columns, found.length).join('\n')}\n`);
}

export async function showLog(word: string, { json = false, html, ...rest }: LogOptions): Promise<number> {
  if (json && html !== undefined) throw new UsageError('--json and --html are two ways to show a run. Choose one.');
  const folder = await journalFolder(rest.journal);
  const run = findRun(folder, word, COMMANDS);
  const redact = redactHere();
  const events = readEvents(folder, run).map((event) => redact.value(event));
  if (json) return print(events.map(jsonLine).join(''));
  const key = journalKey(process.env);
  const report = verifyRun(folder, run, readIndex(folder, key), key);
  if (html !== undefined) {
    const { writePage } = await import('./write-page.ts');
    return writePage(html, { events, ...redact.value({ run, report, outputs: outputsPath(folder, run) }) });
  }
  return print(`${timelineLines(run, events, report, process.stdout.columns).join('\n')}\n`);
}

/** @returns 1 where anything is not as it was written. */
export async function verifyLog(word: string | undefined, { json = false, ...rest }: LogOptions): Promise<number> {
  const folder = await journalFolder(rest.journal);
  const run = word === undefined ? undefined : findRun(folder, word, []);
  const report = verifyFolder(folder, journalKey(process.env), run);
  const nothing = report.runs.length === 0 && report.index.broken === undefined;
  if (json) print(jsonLine({ version: VERSION, ...report }));
  else print(nothing ? noRuns(folder) : `${verifyLines(report, indexPath(folder), process.stdout.columns).join('\n')}\n`);
  return foundBroken(report) ? EXIT.blockFailed : EXIT.ok;
}

export async function pruneLog({ olderThan, ...rest }: LogOptions & { readonly olderThan: number }): Promise<number> {
  const folder = await journalFolder(rest.journal);
  const gone = await pruneRuns(folder, new Date(Date.now() - olderThan), journalKey(process.env));
  if (gone.length === 0) return print('No journal is that old, so nothing was removed.\n');
  const redact = redactHere();
  const rows = runLines(
    gone.map((run) => redact.value(run)),
    process.stdout.columns,
  );
  return print(`Removed ${gone.length} journal${gone.length === 1 ? '' : 's'}:\n${rows.join('\n')}\n`);
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}
