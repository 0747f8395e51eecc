// A place and code in; the receipt of a block that was read, approved and run there, in short words, out.
import assert from 'node:assert/strict';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { type ReceiptOptions, withReceipts } from '../../src/receipt/with-receipts.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { CodeExecutor, Receipt } from '../../src/types.ts';
import { executeBlocks } from './execute-blocks.ts';
import { fence } from './scratch.ts';

const MARKS = { created: '+', changed: '~', deleted: '-' } as const;

export interface ReceiptRun extends ReceiptOptions {
  readonly policy?: string;
  readonly language?: string;
  readonly cwd: string;
}

function executorIn(cwd: string, options: ReceiptOptions = {}): CodeExecutor {
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' };
  return withReceipts(localExecutor({ env, prepare: preparer({ tools: BUILT_IN_TOOLS, cwd, project: cwd, env }) }), options);
}

export async function receiptOf(
  code: string,
  { policy = 'ask', language = 'bash', cwd, ...options }: ReceiptRun,
): Promise<Receipt> {
  const executor = executorIn(cwd, options);
  const { results } = await executeBlocks(executor, fence(language, code), { policy });
  await executor.close?.();
  const [result] = results;
  assert.ok(result?.receipt, `a receipt: ${JSON.stringify(result)}`);
  return result.receipt;
}

/** `+ created`, `~ changed`, `- deleted`, with `!` in front of what was not predicted; then the rest, in words. */
export function shortly({ files, ignored, missing, unsure, unpredictedProcesses, unread }: Receipt): readonly string[] {
  return [
    ...files.map(({ what, path, unpredicted }) => `${unpredicted ? '!' : ''}${MARKS[what]} ${path}`),
    ...ignored.map(({ path, created, changed, deleted, unpredicted = 0 }) => {
      return `(${path} +${created} ~${changed} -${deleted}${unpredicted === 0 ? '' : ` !${unpredicted}`})`;
    }),
    ...missing.map(({ says, because }) => `missing: ${says}${because === undefined ? '' : ` (${because})`}`),
    ...(unsure === undefined ? [] : [`unsure: ${unsure}`]),
    ...(unpredictedProcesses ? ['!processes'] : []),
    ...(unread === undefined ? [] : [`unread: ${unread}`]),
  ];
}
