// `approve-run task.md`: options in; the task run, and its exit code, out.
import { documentAgent } from '../agent/document.ts';
import { terminalApprover } from '../approval/terminal-approver.ts';
import type { Flags } from '../config/load-settings.ts';
import { TaskError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import { localExecutor } from '../execution/local-executor.ts';
import { openWorkshop } from '../execution/workshop.ts';
import { run } from '../run.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import { announcer } from './announce.ts';
import { openSession, type Session } from './assemble.ts';
import { listenForInterrupts } from './interrupts.ts';
import { openTerminal } from './open-terminal.ts';
import { jsonView } from './view/json-view.ts';
import { paint } from './view/paint.ts';
import { statusLine } from './view/status-line.ts';
import { terminalView } from './view/terminal-view.ts';
import { writeTo } from './view/write-to.ts';

export interface RunOptions {
  readonly task: string;
  readonly policy?: readonly string[];
  readonly always?: readonly string[];
  readonly timeout?: number;
  readonly onTimeout?: 'stop' | 'deny';
  readonly blockTimeout?: number;
  readonly env?: readonly string[];
  readonly message?: string;
  readonly deniedMessage?: string;
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
  env,
  ...rest
}: RunOptions): Promise<number> {
  const flags: Flags = { ...rest, ...(env === undefined ? {} : { envPass: env }) };
  // Opened first: its pipes are made by another process while this one reads the task.
  const workshop = openWorkshop(process.env.PATH ?? '', cwd ?? process.cwd());
  const session = await openSession({ task, cwd, flags });
  const { settings } = session;
  requireBlocks(session);

  const interrupts = listenForInterrupts();
  const terminal = openTerminal(task === '-' ? '/dev/tty' : 'stdin', interrupts.interrupt);
  const status = statusLine(process.stderr, { wanted: !quiet });
  const putLine = (line: string) => {
    status.hide();
    return writeTo(process.stdout, line);
  };
  const view = terminalView({ session, quiet, json, status });
  const sinks = json ? [jsonView(session, putLine), view] : [view];
  const emit = async (event: RunEvent) => {
    for (const sink of sinks) await sink(event);
  };
  const announce = terminal && settings.bell ? announcer(terminal.output, process.env) : undefined;
  const approver = terminal && terminalApprover({ ...settings, terminal, paint, announce });
  terminal?.keyboard.hold();
  try {
    const summary = await run({
      agent: documentAgent(session.task),
      prepare: session.prepare,
      gate: session.gate(approver),
      executor: interrupts.stoppable(
        localExecutor({ env: session.environment.env, blockTimeoutMs: settings.blockTimeoutMs, workshop }),
      ),
      emit,
      signal: interrupts.signal,
      keepGoing,
    });
    return summary.exitCode;
  } finally {
    status.close();
    terminal?.keyboard.close();
  }
}

/** A run that could not run anything is a mistake in the call, not a success. */
function requireBlocks({ task, settings }: Session): void {
  const name = visibleLine(task.source);
  if (task.blocks.length === 0) {
    throw new TaskError(
      `${name} has no code blocks, so there is nothing to run. Put commands between a line \`\`\`bash and a line \`\`\`.`,
    );
  }
  if (task.blocks.some(({ language }) => findTool(language, settings.tools))) return;
  const found = task.blocks.map(({ language, line }) => `${visibleLine(language) || 'no language'} (line ${line})`);
  throw new TaskError(
    `${name} has nothing to run: no block is in a language that a tool runs. Found: ${found.slice(0, 8).join(', ')}${found.length > 8 ? ', …' : ''}.\nTools: ${settings.tools.map((tool) => tool.name).join(', ')}.`,
  );
}
