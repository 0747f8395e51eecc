// Code and who decides in; what came of it out. An agent runs what it proposes by the same steps.
import { toUSVString } from 'node:util';
import { digestOf } from '../digest.ts';
import { UsageError } from '../errors.ts';
import type { Emit } from '../events.ts';
import { checkKnown, type KindsOf } from '../known-options.ts';
import { runBlocks } from '../run-blocks.ts';
import type { End } from '../summary.ts';
import { extractCodeBlocks } from '../task/extract-code-blocks.ts';
import type { BlockOutcome, CodeBlock, CodeExecutor, ConversationMessage, Proposal } from '../types.ts';
import { APPROVAL_KINDS, type ApprovalOptions, turnGate } from './approval-options.ts';
import type { TurnGate } from './ask-by-turn.ts';
import { type CodeResult, codeResultOf } from './code-result.ts';

export interface ExecuteOptions extends ApprovalOptions {
  readonly codeExecutor: CodeExecutor;
  /** Told everything that happens. @default nobody */
  readonly emit?: Emit | undefined;
  /** Stops what runs, and starts nothing any more. */
  readonly signal?: AbortSignal | undefined;
  /** Goes on after a block failed or was not approved. @default false */
  readonly keepGoing?: boolean | undefined;
  /** What was said so far, for whoever is asked. @default nothing */
  readonly context?: readonly ConversationMessage[] | undefined;
}

export const EXECUTE_KINDS: KindsOf<ExecuteOptions> = {
  ...APPROVAL_KINDS,
  codeExecutor: 'an executor, such as localExecutor()',
  emit: 'a function',
  signal: 'an AbortSignal',
  keepGoing: 'true or false',
  context: 'a list',
};

/** Markdown, of which every fenced block is taken, or the blocks themselves. */
export type Code = string | readonly Pick<CodeBlock, 'language' | 'code'>[];

/**
 * Runs code blocks, in order, each only once it is approved; one that fails or is not approved stops the rest.
 *
 * @returns What came of them. It rejects where nobody would decide (`UsageError`), and with the signal's reason once that is aborted.
 * @example
 * ```ts
 * import { executeCodeBlocks, localExecutor } from 'approve-run';
 *
 * const { status, output } = await executeCodeBlocks('```bash\necho hello\n```', {
 *   codeExecutor: localExecutor(),
 *   approvalFunc: ({ code }) => ({ approved: code === 'echo hello\n', reason: 'only a greeting' }),
 * });
 * console.log(status, output); // ok hello
 * ```
 */
export async function executeCodeBlocks(code: Code, options: ExecuteOptions): Promise<CodeResult> {
  checkKnown('executeCodeBlocks', options, EXECUTE_KINDS, ['codeExecutor']);
  const {
    codeExecutor: executor,
    emit = () => {},
    signal = new AbortController().signal,
    keepGoing = false,
    context = [],
  } = options;
  const gates = turnGate(options, 'executeCodeBlocks');
  const { outcomes } = await executeTurn(blocksOf(code), {
    executor,
    gates,
    emit,
    signal,
    keepGoing,
    conversation: () => context,
  });
  signal.throwIfAborted();
  return codeResultOf(outcomes);
}

export interface TurnParts {
  readonly executor: CodeExecutor;
  readonly gates: TurnGate;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly keepGoing: boolean;
  readonly conversation: (outcomes: readonly BlockOutcome[]) => readonly ConversationMessage[];
}

export async function executeTurn(
  blocks: readonly CodeBlock[],
  { executor, gates, ...parts }: TurnParts,
): Promise<{ readonly outcomes: readonly BlockOutcome[]; readonly end?: End }> {
  const proposals = async () => {
    const prepared: Proposal[] = [];
    for (const block of blocks) {
      const preparation = await executor.prepare(block);
      if (preparation.status === 'ready') prepared.push(preparation.proposal);
    }
    return prepared;
  };
  return runBlocks(blocks, { ...parts, executor, gate: gates(proposals) });
}

/** Digests are made here: whoever hands blocks in cannot have them wrong. */
export function blocksOf(code: Code): readonly CodeBlock[] {
  if (typeof code === 'string') return extractCodeBlocks(code);
  if (
    !Array.isArray(code) ||
    !code.every(({ language, code: text } = {}) => typeof language === 'string' && typeof text === 'string')
  )
    throw new UsageError('Code must be markdown with code in fences, or a list of { language, code }.');
  return code.map(({ language, code: text }, at) => {
    if (toUSVString(text) !== text)
      throw new UsageError(`Block ${at + 1} has half a surrogate pair, so what is shown is not what would run.`);
    return { index: at + 1, language, code: text, line: 1, digest: digestOf(text) };
  });
}
