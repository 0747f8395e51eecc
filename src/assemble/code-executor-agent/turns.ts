// The parts of an agent in; what finds out whether a block can run, and what runs the blocks of a message, out. Tells the event stream.

import { conversationOf } from '../../conversation.ts';
import type { Emit } from '../../events.ts';
import type { ModelContext } from '../../model/context.ts';
import { type End, summarise } from '../../summary.ts';
import { findTool } from '../../tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../../tool/tools.ts';
import type { CodeBlock, CodeExecutor, Exchange, Usage } from '../../types.ts';
import type { TurnGate } from '../ask-by-turn.ts';
import { codeResultOf } from '../code-result.ts';
import { executeTurn } from '../execute-code-blocks.ts';
import type { Executed } from './reply.ts';

interface TurnsOptions {
  readonly name: string;
  readonly codeExecutor: CodeExecutor;
  readonly supportedLanguages?: readonly string[] | undefined;
  readonly emit?: Emit | undefined;
  readonly gates: TurnGate;
  readonly context: ModelContext;
  readonly signal: AbortSignal;
}

export async function startTurns({
  name,
  codeExecutor,
  supportedLanguages,
  emit = () => {},
  gates,
  context,
  signal,
}: TurnsOptions) {
  const startedAt = performance.now();
  const history: Exchange[] = [];
  let ended: End | undefined;
  const executor = supportedLanguages === undefined ? codeExecutor : limited(codeExecutor, supportedLanguages);
  await emit({ type: 'run-started', agent: name });
  return {
    async runnable(blocks: readonly CodeBlock[]): Promise<readonly CodeBlock[]> {
      const found: CodeBlock[] = [];
      for (const block of blocks) if ((await executor.prepare(block)).status !== 'no-tool') found.push(block);
      return found;
    },
    async execute(text: string, blocks: readonly CodeBlock[], usage?: Usage): Promise<Executed> {
      const turn = { text, blocks, ...(usage === undefined ? {} : { usage }) };
      await emit({ type: 'turn-started', turn: history.length + 1, text, blocks: blocks.length, ...(usage ? { usage } : {}) });
      const said = await context.messages();
      const { outcomes, end } = await executeTurn(blocks, {
        executor,
        gates,
        emit,
        signal,
        keepGoing: false,
        // The message with the blocks is in the context already.
        conversation: (soFar) => [...said, ...conversationOf([], [{ turn, outcomes: soFar }], name).slice(1)],
      });
      history.push({ turn, outcomes });
      ended ??= end;
      signal.throwIfAborted();
      return { result: codeResultOf(outcomes), ...(end === undefined ? {} : { end }) };
    },
    async finish(): Promise<void> {
      await emit({ type: 'run-finished', summary: summarise(history, ended, Math.round(performance.now() - startedAt), []) });
    },
  };
}

/** By tool, so that `py` counts where `python` is allowed. What the executor brings along was written by whoever limits the others. */
function limited(executor: CodeExecutor, languages: readonly string[]): CodeExecutor {
  const nameOf = (language: string) => findTool(language, BUILT_IN_TOOLS)?.name ?? language.toLowerCase();
  const allowed = new Set(languages.map(nameOf));
  const setup = () => executor.setup?.() ?? [];
  const isOwn = ({ language, digest, proposed }: CodeBlock) =>
    setup().some((own) => own.language === language && own.digest === (proposed?.digest ?? digest));
  return {
    setup,
    prepare: (block) =>
      allowed.has(nameOf(block.language)) || isOwn(block)
        ? executor.prepare(block)
        : { status: 'no-tool', reason: `${block.language || 'no language'} is not among supportedLanguages` },
    run: (...call) => executor.run(...call),
  };
}
