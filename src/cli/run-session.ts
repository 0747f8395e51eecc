// A session, who proposes, and where it is written down, in; the run, shown and asked about, and its exit code, out.
import { realpathSync } from 'node:fs';
import type { Terminal } from '../approval/prompt/ask-terminal.ts';
import { openTerminal } from '../approval/prompt/open-terminal.ts';
import { createPager } from '../approval/prompt/pager.ts';
import { terminalApprover } from '../approval/prompt/terminal-approver.ts';
import type { Past } from '../assemble/join-gate.ts';
import type { Emit, RunEvent } from '../events.ts';
import { closeInherited } from '../execution/close-inherited.ts';
import { localExecutor } from '../execution/local-executor.ts';
import { alsoMarked } from '../execution/run-mark.ts';
import type { Workshop } from '../execution/workshop.ts';
import { withReceipts } from '../receipt/with-receipts.ts';
import { type RunSoFar, run } from '../run.ts';
import type { ApprovalFunction } from '../types.ts';
import { paint } from '../view/paint.ts';
import { announcer } from './announce.ts';
import type { Session } from './assemble.ts';
import type { Chosen } from './choose-agent.ts';
import { type Interrupts, listenForInterrupts } from './interrupts.ts';
import type { JournalNote, KeptJournal } from './keep-journal.ts';
import type { Resumed } from './recorded/resumed-lines.ts';
import { jsonView } from './view/json-view.ts';
import { type StatusLine, statusLine } from './view/status-line.ts';
import { terminalView } from './view/terminal-view.ts';
import { flush, writeTo } from './view/write-to.ts';

/** What is there before anything is written down: a fault in it leaves no journal behind. */
export interface Front {
  readonly status: StatusLine;
  /** Whoever is asked elsewhere, and not at the terminal. */
  readonly remote: ApprovalFunction | undefined;
}

/** Where a person sits, if one does, and what ends the run. */
export interface Desk {
  readonly interrupts: Interrupts;
  readonly terminal: Terminal | undefined;
}

export interface SessionRun {
  readonly session: Session;
  readonly front: Front;
  readonly chosen: Chosen;
  readonly journal: KeptJournal;
  readonly workshop: Workshop;
  /** Who else hears of everything. */
  readonly more?: readonly Emit[];
  /** A file that the run writes beside its journal. */
  readonly recording?: string | undefined;
  /** Where answers are typed. */
  readonly desk: Desk;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly keepGoing: boolean;
  /** How far an earlier run of it came. */
  readonly from?: RunSoFar | undefined;
  /** Tells the sinks of more than what happens. */
  readonly around?: ((emit: Emit) => Emit) | undefined;
  /** What the header says of that. */
  readonly resumed?: Resumed | undefined;
  /** What an earlier run says of its blocks. */
  readonly past?: Past | undefined;
}

/** @throws {UsageError} For an endpoint that cannot be asked. */
export async function openFront({ settings }: Session, quiet: boolean): Promise<Front> {
  const status = statusLine(process.stderr, { wanted: !quiet });
  const { approver: endpoint } = settings;
  const remote =
    endpoint === undefined ? undefined : (await import('./ask-endpoint.ts')).endpointApprover(endpoint, settings, status);
  return { status, remote };
}

export function openDesk(answeredOn: Parameters<typeof openTerminal>[0]): Desk {
  const interrupts = listenForInterrupts();
  return { interrupts, terminal: openTerminal(answeredOn, interrupts.interrupt) };
}

export async function runSession(given: SessionRun): Promise<number> {
  const { session, chosen, journal, workshop, desk, more = [], json, quiet, keepGoing, from, past, around } = given;
  const { settings, remembered } = session;
  const { status, remote } = given.front;
  const { interrupts, terminal } = desk;
  // Whoever answers elsewhere turns no pages here.
  const pager = terminal && !remote ? createPager(terminal.output) : undefined;
  const putLine = (line: string) => {
    status.hide();
    return writeTo(process.stdout, line, interrupts.signal);
  };
  const sinks = [
    // First: what cannot be kept is not shown as done, and not run.
    ...(journal.sink === undefined ? [] : [journal.sink]),
    ...more,
    ...(json ? [jsonView(session, chosen, putLine, journal)] : []),
    terminalView({ session, chosen, quiet, json, status, journal, pager, end: interrupts.signal, resumed: given.resumed }),
  ];
  const tell = async (event: RunEvent) => {
    for (const sink of sinks) await sink(event);
  };
  const emit = around?.(tell) ?? tell;
  const announce = terminal && settings.bell ? announcer(terminal.output, process.env) : undefined;
  const approver = remote || (terminal && terminalApprover({ ...settings, terminal, pager, paint, announce, remembered }));
  terminal?.keyboard.hold();
  closeInherited();
  try {
    const summary = await run({
      agent: chosen.agent,
      gate: session.gate(approver, past),
      executor: interrupts.stoppable(
        withReceipts(
          localExecutor({
            prepare: session.prepare,
            env: markedBy(journal.note(), session.sandbox?.env ?? session.environment.env),
            sandbox: session.sandbox,
            timeout: settings.blockTimeoutMs / 1000,
            workshop,
            keepLongOutput: chosen.model !== undefined,
          }),
          { own: writtenMeanwhile(journal.note(), given.recording) },
        ),
      ),
      emit,
      // A document's own text is its first turn.
      opening: chosen.model === undefined ? [] : [{ role: 'user', source: 'task', content: session.task.text }],
      signal: interrupts.signal,
      keepGoing,
      maxTurns: settings.maxTurns,
      ...(from === undefined ? {} : { from }),
    });
    for (const stream of [process.stdout, process.stderr]) await flush(stream, interrupts.signal);
    return summary.exitCode;
  } finally {
    status.close();
    terminal?.keyboard.close();
  }
}

/** By the name of the run, what a block left behind is found when the run is gone on with. */
function markedBy(journal: JournalNote, env: Readonly<Record<string, string>>) {
  return journal === 'off' ? env : alsoMarked(env, journal.run);
}

/** What a run writes by itself may lie in its folder. */
function writtenMeanwhile(journal: JournalNote, recording: string | undefined): readonly string[] {
  const files = [journal === 'off' ? undefined : journal.file, recording].filter((file) => file !== undefined);
  return files.map((file) => realpathSync(file)).flatMap((file) => [file, file.replace(/\.jsonl$/, '.d')]);
}
