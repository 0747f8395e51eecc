// Markdown and an executor in; what came of its blocks out, each judged, asked about and run as in a run.
import { codeResultOf } from '../../src/assemble/code-result.ts';
import { openGate } from '../../src/assemble/open-gate.ts';
import type { RunEvent } from '../../src/events.ts';
import { runBlocks } from '../../src/run-blocks.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import type { ApprovalFunction, ApprovalRequest, BlockResult, CodeExecutor } from '../../src/types.ts';

export interface Executed {
  /** Of blocks that ran, in order; blocks that the executor brought along are not among them. */
  readonly results: readonly BlockResult[];
  readonly statuses: readonly string[];
  /** As `executeCodeBlocks` gives them. */
  readonly exitCode: number;
  readonly output: string;
  readonly asked: readonly ApprovalRequest[];
  readonly events: readonly RunEvent[];
}

export interface ExecuteOptions {
  readonly approvalFunc?: ApprovalFunction;
  readonly policy?: string;
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

export async function executeBlocks(executor: CodeExecutor, markdown: string, options: ExecuteOptions = {}): Promise<Executed> {
  const {
    approvalFunc = () => ({ approved: true, reason: 'a test' }),
    signal = new AbortController().signal,
    policy = 'ask',
  } = options;
  const asked: ApprovalRequest[] = [];
  const events: RunEvent[] = [];
  let printed = '';
  const gate = openGate({
    policy,
    approvalFunc(request) {
      asked.push(request);
      return approvalFunc(request);
    },
  });
  const { outcomes } = await runBlocks(extractCodeBlocks(markdown), {
    gate,
    executor,
    signal,
    conversation: () => [],
    emit(event) {
      events.push(event);
      if (event.type !== 'block-output') return;
      printed += event.chunk;
      options.onOutput?.(printed);
    },
  });
  const results = outcomes.flatMap((outcome) => (outcome.status === 'ran' ? [outcome.result] : []));
  const statuses = outcomes.map(({ status }) => status);
  const { output, exitCode } = codeResultOf(outcomes);
  return { results, statuses, output, exitCode, asked, events };
}
