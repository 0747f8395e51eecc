// `approve-run task.md`: options in; the task run, and its exit code, out.
import type { Flags } from '../config/load-settings.ts';
import type { SandboxChoice } from '../config/sandbox-choices.ts';
import { openWorkshop } from '../execution/workshop.ts';
import { openSession } from './assemble.ts';
import { chooseAgent } from './choose-agent.ts';
import { keepJournal } from './keep-journal.ts';
import { record } from './record.ts';
import { openDesk, openFront, runSession } from './run-session.ts';

export interface RunOptions {
  readonly task: string;
  readonly policy?: readonly string[];
  readonly always?: readonly string[];
  readonly timeout?: number;
  readonly onTimeout?: 'stop' | 'deny';
  readonly blockTimeout?: number;
  readonly env?: readonly string[];
  readonly approver?: string;
  readonly message?: string;
  readonly deniedMessage?: string;
  readonly sandbox?: SandboxChoice;
  readonly allowRead?: readonly string[];
  readonly allowWrite?: readonly string[];
  readonly keepGoing?: boolean;
  readonly cwd?: string;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly agent?: string;
  readonly system?: string;
  readonly temperature?: number;
  readonly maxTurns?: number;
  readonly contextTokens?: number;
  readonly record?: string;
  readonly journal?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function runCommand({
  task,
  cwd,
  json = false,
  quiet = false,
  keepGoing = false,
  dryRun = false,
  record: recording,
  env,
  ...rest
}: RunOptions): Promise<number> {
  const flags: Flags = { ...rest, ...(env === undefined ? {} : { envPass: env }) };
  if (dryRun) return (await import('./dry-run.ts')).dryRun({ task, cwd, flags, json });
  // Opened first: its pipes are made by another process while this one reads the task.
  const workshop = openWorkshop(process.env.PATH ?? '', cwd ?? process.cwd());
  const session = await openSession({ task, cwd, flags });
  const front = await openFront(session, quiet);
  const chosen = await chooseAgent(session);
  const recordEvents = recording === undefined ? undefined : record(recording);
  const journal = await keepJournal(session, chosen, { flags, keepGoing, place: flags.journal });
  const more = recordEvents === undefined ? [] : [recordEvents(session, chosen, journal)];
  const desk = openDesk(task === '-' ? '/dev/tty' : 'stdin');
  return runSession({ session, front, chosen, journal, workshop, more, recording, desk, json, quiet, keepGoing });
}
