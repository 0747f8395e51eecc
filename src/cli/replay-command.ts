// `approve-run replay RUN`: a recorded run in; the same blocks run again, approved as they were then where everything is as it was, and
// what came of them held against what came of them then. A run of its own, with a journal of its own.
import { replayAgent } from '../agent/replay.ts';
import type { Flags } from '../config/load-settings.ts';
import { JournalError } from '../errors.ts';
import { openWorkshop } from '../execution/workshop.ts';
import type { Chosen } from './choose-agent.ts';
import { inMessage } from './in-message.ts';
import { keepJournal } from './keep-journal.ts';
import { openRecorded } from './recorded/open-recorded.ts';
import { compareRun } from './replay/compare-run.ts';
import { pastApprovals } from './replay/past-approvals.ts';
import { placeIn } from './replay/place.ts';
import { turnsAgain } from './replay/turns-again.ts';
import { openDesk, openFront, runSession } from './run-session.ts';

const BROUGHT_ALONG =
  'The record lies in a project, where a repository can put one, and is not signed: what it says was approved does not count.';

export interface ReplayOptions extends Pick<Flags, 'policy' | 'timeout' | 'onTimeout' | 'approver' | 'journal'> {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** @throws {JournalError | UsageError} Where the record is not as it was written, or the run cannot be had again. */
export async function replayCommand(word: string, { json = false, quiet = false, journal: folder, ...flags }: ReplayOptions) {
  const opened = await openRecorded(word, { journal: folder, flags });
  const { recorded, differences, options } = opened;
  const { run, start } = recorded;
  const since = differences.map((line) => `since then: ${line}`);
  const notices = [...opened.session.settings.notices, ...(options === undefined ? [] : [options]), ...since];
  const session = { ...opened.session, settings: { ...opened.session.settings, notices } };
  const workshop = openWorkshop(process.env.PATH ?? '', session.cwd);
  const front = await openFront(session, quiet);
  const turns = turnsAgain(recorded, session.task);
  if (turns.length === 0)
    throw new JournalError(`The run ${run} ended before anything was proposed, so there is nothing to replay.`);
  // A document is its own text, which nobody says.
  const isDocument = turns.every(({ text }) => text === session.task.text);
  const chosen: Chosen = {
    agent: replayAgent(turns, { silent: isDocument }),
    proposes: `replay of ${run}`,
    replays: run,
    place: isDocument ? ({ line }) => `${session.task.source}:${line}` : inMessage,
  };
  const journal = await keepJournal(session, chosen, { flags: opened.flags, keepGoing: start.keepGoing });
  const place = placeIn(recorded);
  const past = pastApprovals(run, place, opened.broughtAlong ? BROUGHT_ALONG : undefined);
  const around = compareRun(place);
  const { keepGoing } = start;
  return runSession({ session, front, chosen, journal, workshop, desk: openDesk('stdin'), json, quiet, keepGoing, past, around });
}
