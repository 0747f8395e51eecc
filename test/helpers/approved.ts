// A tool and code in; an approved block, ready for an executor, out.
import { mintApproved } from '../../src/approved.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import type { Approved, Tool } from '../../src/types.ts';
import { fence } from './scratch.ts';

export function approvedBlock(language: string, code: string, cwd: string, tools: readonly Tool[] = BUILT_IN_TOOLS): Approved {
  const [block] = extractCodeBlocks(
    fence(`${language}`, code)
      .replace(/^```/, '````````')
      .replace(/```\n$/, '````````\n'),
  );
  if (block === undefined) throw new Error('no block');
  const preparation = preparer({ tools, cwd, project: cwd, env: { PATH: process.env.PATH ?? '' } })(block);
  if (preparation.status !== 'ready') throw new Error(JSON.stringify(preparation));
  return mintApproved(preparation.proposal);
}
