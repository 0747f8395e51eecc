// `approve-run resume`: a run that was ended in; the same run, gone on with where it stopped, and its exit code, out.
import { hostname } from 'node:os';
import { interruption } from '../ask-agent.ts';
import type { Flags } from '../config/load-settings.ts';
import { EXIT, JournalError, UsageError } from '../errors.ts';
import { folderIdentity } from '../execution/folder-identity.ts';
import { openWorkshop } from '../execution/workshop.ts';
import type { RecordedRun } from '../journal/recorded-run.ts';
import { extractCodeBlocks } from '../task/extract-code-blocks.ts';
import { shortPath } from '../text/short-path.ts';
import { visibleLine } from '../text/visible.ts';
import { type Chosen, chooseAgent } from './choose-agent.ts';
import { workingFolder } from './folders.ts';
import { journalFolder } from './journal-folder.ts';
import { keepJournal } from './keep-journal.ts';
import { askToGoOn } from './recorded/ask-to-go-on.ts';
import { demandAnew } from './recorded/demand-anew.ts';
import { findResumable, whyNot } from './recorded/find-resumable.ts';
import { findRecorded, type OpenedRun, openFound } from './recorded/open-recorded.ts';
import { requireSameTurns } from './recorded/require-same-turns.ts';
import { restoreHistory } from './recorded/restore-history.ts';
import { restoreLogs } from './recorded/restore-logs.ts';
import { resumedLines } from './recorded/resumed-lines.ts';
import { stillRunning } from './recorded/still-running.ts';
import { openDesk, openFront, runSession } from './run-session.ts';

const BROUGHT_ALONG =
  'its journal lies in a project, where a repository can put one, and is not signed: options from then do not count';

export interface ResumeOptions extends Pick<Flags, 'policy' | 'always' | 'timeout' | 'onTimeout' | 'approver'> {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly maxTurns?: number;
  readonly journal?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function resumeCommand(word: string | undefined, options: ResumeOptions): Promise<number> {
  const { json = false, quiet = false, journal: place, ...flags } = options;
  const folder = await journalFolder(place);
  const found = findRecorded(folder, word ?? findResumable(folder, workingFolder()));
  const why = whyNot(found.recorded);
  if (why !== undefined) throw new UsageError(why);
  if (found.report.unchecked)
    throw new JournalError(
      'its journal is signed: what is added needs the same key, in APPROVE_RUN_JOURNAL_KEY. Nothing was run.',
    );
  const { run, start } = found.recorded;
  const opened = await openFound(found, flags);
  const workshop = openWorkshop(process.env.PATH ?? '', start.cwd);
  const { session } = opened;
  const front = await openFront(session, quiet);
  const restored = restoreHistory(found.recorded, (text) =>
    start.agent === 'document' ? session.task.blocks : extractCodeBlocks(text),
  );
  const exchanges = [...restored.from.history, ...(restored.from.open === undefined ? [] : [restored.from.open])];
  const chosen = await chooseAgent(session, exchanges);
  if (chosen.agent.name !== start.agent)
    throw new UsageError(
      `${run} was proposed by "${visibleLine(start.agent)}", and now "${chosen.agent.name}" would go on. Nothing was run.`,
    );
  if (chosen.model === undefined) await requireSameTurns(chosen.agent, exchanges);
  const desk = openDesk('stdin');
  const others = [...(word === undefined ? elsewhere(start.cwd) : []), ...differences(opened, chosen, flags)];
  const answer = await askToGoOn(run, others, desk.terminal, desk.interrupts.signal);
  if (answer !== 'yes') {
    desk.terminal?.keyboard.close();
    if (answer === 'no') process.stderr.write('Not gone on with. Nothing was run.\n');
    return answer === 'no' ? EXIT.denied : (interruption(desk.interrupts.signal).exitCode ?? EXIT.interrupted);
  }
  const { keepGoing } = start;
  const goneOn = { run, end: found.end, settled: exchanges.flatMap(({ outcomes }) => outcomes).length };
  const journal = await keepJournal(session, chosen, { flags: opened.flags, keepGoing, place }, goneOn);
  const { demand, waits, watch } = demandAnew(restored.again, () => stillRunning(run));
  const held = opened.options === undefined ? [] : [opened.options];
  const resumed = resumedLines(run, restored, stillRunning(run));
  return runSession({
    session,
    front,
    chosen,
    journal,
    workshop,
    desk,
    more: [watch],
    json,
    quiet,
    keepGoing,
    from: restored.from,
    past: { demand, waits },
    resumed: { ...resumed, notices: [...resumed.notices, ...held, ...restoreLogs(found.recorded, folder)] },
  });
}

/** Nobody named the run: what begins to run in another folder must not come as a surprise. */
function elsewhere(cwd: string): readonly string[] {
  const here = workingFolder();
  return here === cwd ? [] : [`folder: was ${shortPath(cwd)}, is ${shortPath(here)}; where the run is named, this is not asked`];
}

/** By its number alone: a disk may have another one after the machine was started again. */
function otherFolder({ start: { cwd }, turns }: RecordedRun): readonly string[] {
  const judged = turns.flatMap(({ blocks }) => [...blocks.values()]).flatMap((block) => block.judged ?? []);
  const then = judged.at(-1)?.proposal.folder?.split(':')[1];
  const now = folderIdentity(cwd)?.split(':')[1];
  return then === undefined || then === now ? [] : [`folder: another one is at ${shortPath(cwd)} than when it was run in`];
}

/** Those of the settings, and what only shows once it is known who proposes. */
function differences(opened: OpenedRun, { model }: Chosen, given: Flags): readonly string[] {
  const { start } = opened.recorded;
  const found = [...opened.differences, ...(opened.broughtAlong && opened.differences.length > 0 ? [BROUGHT_ALONG] : [])];
  const place = `model: was ${visibleLine(start.model ?? 'none')}, is ${visibleLine(model ?? 'none')}`;
  const typed = given.model !== undefined || given.baseUrl !== undefined;
  return [
    ...otherFolder(opened.recorded),
    ...(start.host === hostname()
      ? []
      : [
          `machine: was ${visibleLine(start.host)}, is ${visibleLine(hostname())}; whether it still runs there cannot be told here`,
        ]),
    ...found,
    ...(typed || start.model === model || found.some((line) => /^(?:model|baseUrl):/.test(line)) ? [] : [place]),
  ];
}
