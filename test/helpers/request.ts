// A request for an approval as the gate makes it, for approvers that are asked without one.
import { analyse } from '../../src/analysis/analyse.ts';
import { requestFor } from '../../src/approver.ts';
import { digestOf } from '../../src/digest.ts';
import type { Reading } from '../../src/effects.ts';
import type { ApprovalRequest } from '../../src/types.ts';

const NOTHING: Reading = { effects: [], commands: [] };

/** Of a block that nobody has read, and no rule speaks about. */
export function requestOf(fields: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return requestFrom('echo hello\n', NOTHING, fields);
}

/** Of a block with the effects that it has. */
export async function requestToRun(code: string, fields: Partial<ApprovalRequest> = {}): Promise<ApprovalRequest> {
  const reading = await analyse(code, 'bash', { cwd: process.cwd(), home: '/home/ada' });
  return requestFrom(code, reading, {
    reasons: [{ policy: 'ask', rule: 'default', because: 'No rule allows it.', decision: 'ask' }],
    context: [{ role: 'assistant', source: 'coder', content: `\`\`\`bash\n${code}\n\`\`\`` }],
    ...fields,
  });
}

function requestFrom(code: string, reading: Reading, fields: Partial<ApprovalRequest>): ApprovalRequest {
  const block = { index: 1, language: 'bash', code, line: 1, digest: digestOf(code) };
  const proposal = { block, tool: 'bash', argv: ['/bin/bash'], cwd: process.cwd(), sandbox: 'none' } as const;
  const signal = new AbortController().signal;
  const rest = { reasons: [], demanded: false, canRemember: true, context: [], signal, attempt: 1 };
  return { ...requestFor(proposal, reading, rest), ...fields };
}
