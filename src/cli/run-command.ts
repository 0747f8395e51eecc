// `approve-run task.md`: options in; the task run, and its exit code, out.
import { realpathSync } from 'node:fs';
import { openTerminal } from '../approval/prompt/open-terminal.ts';
import { createPager } from '../approval/prompt/pager.ts';
import { terminalApprover } from '../approval/prompt/terminal-approver.ts';
import type { Flags } from '../config/load-settings.ts';
import type { SandboxChoice } from '../config/sandbox-choices.ts';
import type { RunEvent } from '../events.ts';
import { closeInherited } from '../execution/close-inherited.ts';
import { localExecutor } from '../execution/local-executor.ts';
import { openWorkshop } from '../execution/workshop.ts';
import { withReceipts } from '../receipt/with-receipts.ts';
import { run } from '../run.ts';
import { paint } from '../view/paint.ts';
import { announcer } from './announce.ts';
import { openSession } from './assemble.ts';
import { chooseAgent } from './choose-agent.ts';
import { listenForInterrupts } from './interrupts.ts';
import { type JournalNote, keepJournal } from './keep-journal.ts';
import { record } from './record.ts';
import { jsonView } from './view/json-view.ts';
import { statusLine } from './view/status-line.ts';
import { terminalView } from './view/terminal-view.ts';
import { flush, writeTo } from './view/write-to.ts';

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
  const { settings } = session;
  const status = statusLine(process.stderr, { wanted: !quiet });
  const { approver: endpoint } = settings;
  const remote = endpoint && (await import('./ask-endpoint.ts')).endpointApprover(endpoint, settings, status);
  const chosen = await chooseAgent(session);
  const recordEvents = recording === undefined ? undefined : record(recording);
  const journal = await keepJournal(session, chosen, keepGoing);

  const interrupts = listenForInterrupts();
  const terminal = openTerminal(task === '-' ? '/dev/tty' : 'stdin', interrupts.interrupt);
  // Whoever answers elsewhere turns no pages here.
  const pager = terminal && !remote ? createPager(terminal.output) : undefined;
  const putLine = (line: string) => {
    status.hide();
    return writeTo(process.stdout, line, interrupts.signal);
  };
  const sinks = [
    // First: what cannot be kept is not shown as done, and not run.
    ...(journal.sink === undefined ? [] : [journal.sink]),
    ...(recordEvents === undefined ? [] : [recordEvents(session, chosen, journal)]),
    ...(json ? [jsonView(session, chosen, putLine, journal)] : []),
    terminalView({ session, chosen, quiet, json, status, journal, pager, end: interrupts.signal }),
  ];
  const emit = async (event: RunEvent) => {
    for (const sink of sinks) await sink(event);
  };
  const announce = terminal && settings.bell ? announcer(terminal.output, process.env) : undefined;
  const { remembered } = session;
  const approver = remote || (terminal && terminalApprover({ ...settings, terminal, pager, paint, announce, remembered }));
  terminal?.keyboard.hold();
  closeInherited();
  try {
    const summary = await run({
      agent: chosen.agent,
      gate: session.gate(approver),
      executor: interrupts.stoppable(
        withReceipts(
          localExecutor({
            prepare: session.prepare,
            env: session.sandbox?.env ?? session.environment.env,
            sandbox: session.sandbox,
            timeout: settings.blockTimeoutMs / 1000,
            workshop,
            keepLongOutput: chosen.model !== undefined,
          }),
          { own: writtenMeanwhile(journal.note(), recording) },
        ),
      ),
      emit,
      // A document's own text is its first turn.
      opening: chosen.model === undefined ? [] : [{ role: 'user', source: 'task', content: session.task.text }],
      signal: interrupts.signal,
      keepGoing,
      maxTurns: settings.maxTurns,
    });
    for (const stream of [process.stdout, process.stderr]) await flush(stream, interrupts.signal);
    return summary.exitCode;
  } finally {
    status.close();
    terminal?.keyboard.close();
  }
}

/** What a run writes by itself may lie in its folder. */
function writtenMeanwhile(journal: JournalNote, recording: string | undefined): readonly string[] {
  const files = [journal === 'off' ? undefined : journal.file, recording].filter((file) => file !== undefined);
  return files.map((file) => realpathSync(file)).flatMap((file) => [file, file.replace(/\.jsonl$/, '.d')]);
}
