// A request for an approval as the gate makes it, for approvers that are asked without one.
import { analyse } from '../../src/analysis/analyse.ts';
import { requestFor } from '../../src/approver.ts';
import { digestOf } from '../../src/digest.ts';
import type { ApprovalRequest } from '../../src/types.ts';

export async function requestOf(code: string, rest: Partial<ApprovalRequest> = {}): Promise<ApprovalRequest> {
  const cwd = process.cwd();
  const block = { index: 1, language: 'bash', code, line: 1, digest: digestOf(code) };
  const asked = {
    reasons: [{ policy: 'ask', rule: 'default', because: 'No rule allows it.', decision: 'ask' } as const],
    demanded: false,
    canRemember: true,
    context: [{ role: 'assistant', source: 'coder', content: `\`\`\`bash\n${code}\n\`\`\`` } as const],
    signal: new AbortController().signal,
    attempt: 1,
  };
  const proposal = { block, tool: 'bash', argv: ['/bin/bash'], cwd, sandbox: 'none' } as const;
  return { ...requestFor(proposal, await analyse(code, 'bash', { cwd, home: '/home/ada' }), asked), ...rest };
}
