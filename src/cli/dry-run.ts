// `approve-run task.md --dry-run`: what the agent proposes first, judged, out. Runs nothing and asks nobody, a model apart.
import { nextTurn } from '../ask-agent.ts';
import type { Flags } from '../config/load-settings.ts';
import { AgentError, EXIT, Interruption } from '../errors.ts';
import { openSession } from './assemble.ts';
import { checkBlocks } from './check-blocks.ts';
import { chooseAgent } from './choose-agent.ts';
import { listenForInterrupts } from './interrupts.ts';
import { agentView } from './view/agent-view.ts';
import { statusLine } from './view/status-line.ts';
import { thinking } from './view/thinking.ts';

export interface DryRunOptions {
  readonly task: string;
  readonly cwd: string | undefined;
  readonly flags: Flags;
  readonly json: boolean;
}

export async function dryRun({ task, cwd, flags, json }: DryRunOptions): Promise<number> {
  const session = await openSession({ task, cwd, flags, happens: false });
  const { agent, proposes } = await chooseAgent(session);
  const view = agentView(process.stderr);
  const status = statusLine(process.stderr);
  const think = thinking(status);
  const { signal } = listenForInterrupts();
  const turn = await nextTurn([], {
    agent,
    signal,
    emit: (event) => {
      status.hide();
      if (event.type === 'agent-text' || event.type === 'agent-notice' || event.type === 'agent-retry') view.said(event);
      think(event);
    },
  });
  status.close();
  view.done();
  if (turn !== undefined && 'why' in turn)
    throw turn.exitCode === EXIT.agentFailed ? new AgentError(turn.why) : new Interruption(turn.exitCode);
  return checkBlocks(session, turn?.blocks ?? [], { json, proposes });
}
