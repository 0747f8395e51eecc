// New messages in, the agent's answer out: with a model that writes the code, or with the code of the messages themselves.

import type { ModelContext } from '../../model/context.ts';
import type { End } from '../../summary.ts';
import type { CodeBlock, Usage } from '../../types.ts';
import type { CodeResult } from '../code-result.ts';
import type { CodeExecutorAgentEvent, TextMessage } from './messages.ts';
import { CORRECT_IT, NO_BLOCKS, RETRY_QUESTION, tellModel, tellResult, wasRefused } from './words.ts';
import type { Writer } from './writer.ts';

export interface Executed {
  readonly result: CodeResult;
  /** Somebody who was asked ended it. */
  readonly end?: End;
}

export interface ReplyParts {
  readonly name: string;
  readonly context: ModelContext;
  readonly extract: (markdown: string) => readonly CodeBlock[];
  /** Those of them that something runs here. */
  readonly runnable: (blocks: readonly CodeBlock[]) => Promise<readonly CodeBlock[]>;
  readonly execute: (text: string, blocks: readonly CodeBlock[], usage?: Usage) => Promise<Executed>;
  readonly tell: (event: CodeExecutorAgentEvent) => Promise<void>;
}

export interface Answer {
  readonly content: string;
  readonly end?: End;
}

/** Runs every block of the messages, if they are from a source that counts. */
export async function replyFromMessages(messages: readonly TextMessage[], parts: ReplyParts): Promise<Answer> {
  const text = messages.map(({ content }) => content).join('\n\n');
  const blocks = messages.flatMap(({ content }) => parts.extract(content)).map((block, at) => ({ ...block, index: at + 1 }));
  if ((await parts.runnable(blocks)).length === 0) return { content: nothingToRun(blocks) };
  const { result, end } = await parts.execute(text, blocks);
  return { content: tellResult(result), ...(end === undefined ? {} : { end }) };
}

/** Writes, runs, and writes again while that helps; what was not approved is never tried again by itself. */
export async function replyWithModel(writer: Writer, maxRetriesOnError: number, parts: ReplyParts): Promise<Answer> {
  const { name: source, context, tell } = parts;
  for (let attempt = 0; ; attempt += 1) {
    const { content, usage } = await writer.write();
    const blocks = parts.extract(content);
    const codeBlocks = await parts.runnable(blocks);
    if (codeBlocks.length === 0) return { content };
    await tell({ type: 'CodeGenerationEvent', source, retryAttempt: attempt, content, codeBlocks, usage });
    const { result, end } = await parts.execute(content, blocks, usage);
    await context.add({ role: 'user', source, content: tellModel(result) });
    await tell({ type: 'CodeExecutionEvent', source, retryAttempt: attempt, result });
    if (end !== undefined) return { content: tellResult(result), end };
    if (result.status !== 'error' || wasRefused(result) || attempt >= maxRetriesOnError) break;
    const { retry, reason } = await writer.decide(RETRY_QUESTION);
    if (!retry) break;
    const correction = `Attempt number: ${attempt + 1}\nProposed correction: ${reason}`;
    await tell({ type: 'CodeGenerationEvent', source, retryAttempt: attempt + 1, content: correction, codeBlocks: [] });
    await context.add({ role: 'assistant', source, content: `Proposed correction: ${reason}` });
    await context.add({ role: 'user', source, content: CORRECT_IT });
  }
  const { content } = await writer.write();
  return { content };
}

/** What was there and cannot run is named: silence would look like a mistake in the fences. */
function nothingToRun(blocks: readonly CodeBlock[]): string {
  if (blocks.length === 0) return NO_BLOCKS;
  const languages = [...new Set(blocks.map(({ language }) => language || 'no language'))].join(', ');
  return `${NO_BLOCKS} Blocks that nothing here runs: ${blocks.length} (${languages}).`;
}
