// A session in, who proposes its blocks out. What a model needs is loaded only when there is one.
import { documentAgent } from '../agent/document.ts';
import { TaskError, UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import type { Agent, CodeBlock, Exchange, Task } from '../types.ts';
import type { Session } from './assemble.ts';
import { inMessage } from './in-message.ts';

export interface Chosen {
  readonly agent: Agent;
  /** What stands above the run: how many blocks, which model, which recording. */
  readonly proposes: string;
  /** The model that is asked, if one is: it is told what blocks print. */
  readonly model?: string;
  /** Of a replay: the file that the turns were read from, absolute. */
  readonly recording?: string;
  /** The run whose blocks are run again. */
  readonly replays?: string;
  /** Where a block stands, for people. */
  readonly place: (block: CodeBlock, turn: number) => string;
}

const REPLAY = 'replay:';

/**
 * @param before What an earlier run of it came to, which is gone on with.
 * @throws {TaskError | UsageError | AgentError} When it could not propose anything.
 */
export async function chooseAgent(session: Session, before: readonly Exchange[] = []): Promise<Chosen> {
  const { task, settings } = session;
  const who = settings.agent ?? (settings.model === undefined ? 'document' : 'model');
  if (who.startsWith(REPLAY)) {
    const { chooseRecording } = await import('./choose-recording.ts');
    const { name, path, turns } = await chooseRecording(who.slice(REPLAY.length), settings.journal);
    const { replayAgent } = await import('../agent/replay.ts');
    return { agent: replayAgent(turns), proposes: `replay of ${name}`, recording: path, place: inMessage };
  }
  if (who === 'model') return model(session, before);
  requireBlocks(session);
  return { agent: documentAgent(task), proposes: countOf(task), place: ({ line }) => `${task.source}:${line}` };
}

/** How many blocks a task has, in words. */
export function countOf({ blocks }: Task): string {
  return `${blocks.length} block${blocks.length === 1 ? '' : 's'}`;
}

async function model(session: Session, before: readonly Exchange[]): Promise<Chosen> {
  const { task, settings, prepare, cwd, sandboxMode: sandbox } = session;
  if (settings.model === undefined)
    throw new UsageError('--agent model needs a model: --model anthropic/claude-sonnet-5-5, or --base-url URL --model NAME.');
  if (task.text.trim() === '')
    throw new TaskError(`${visibleLine(task.source)} is empty, so there is nothing to ask a model for.`);
  const { findModel } = await import('../model/find-model.ts');
  const place = findModel({ model: settings.model, baseUrl: settings.baseUrl, env: process.env });
  const { modelAgent } = await import('../agent/model/model-agent.ts');
  const allowed = settings.limits.map(({ tools }) => tools);
  // Blocks in a tool that is missing, or excluded, would only be tried in vain.
  const tools = settings.tools.filter(
    ({ name, languages }) =>
      allowed.every((names) => names.includes(name)) && prepare(blockIn(languages[0] ?? name)).status === 'ready',
  );
  if (tools.length === 0)
    throw new UsageError('no tool that this run may use is installed here; approve-run doctor says what is missing.');
  const { system, temperature, contextTokens, blockTimeoutMs, modelTimeoutMs: silenceMs } = settings;
  const limits = { temperature, contextTokens, blockTimeoutMs, silenceMs };
  const agent = modelAgent({ task, place, tools, cwd, sandbox, system, before, ...limits });
  return { agent, proposes: place.label, model: place.label, place: inMessage };
}

function blockIn(language: string): CodeBlock {
  return { index: 1, language, code: '', line: 1, digest: '' };
}

/** A run that could not run anything is a mistake in the call, not a success. */
export function requireBlocks({ task, settings }: Session): void {
  const name = visibleLine(task.source);
  if (task.blocks.length === 0) {
    throw new TaskError(
      `${name} has no code blocks, so there is nothing to run. Put commands between a line \`\`\`bash and a line \`\`\`, or let a model write them: --model.`,
    );
  }
  if (task.blocks.some(({ language }) => findTool(language, settings.tools))) return;
  const found = task.blocks.map(({ language, line }) => `${visibleLine(language) || 'no language'} (line ${line})`);
  throw new TaskError(
    `${name} has nothing to run: no block is in a language that a tool runs. Found: ${found.slice(0, 8).join(', ')}${found.length > 8 ? ', …' : ''}.\nTools: ${settings.tools.map((tool) => tool.name).join(', ')}.`,
  );
}
