// A request and how to ask in; what a person at this process's terminal answers, or that nobody could be asked, out.

import { createPager } from '../approval/prompt/pager.ts';
import { type TerminalApproverOptions, terminalApprover } from '../approval/prompt/terminal-approver.ts';
import type { TerminalStreams } from '../approval/prompt/terminal-streams.ts';
import { NO_TERMINAL, withTerminal } from '../approval/prompt/with-terminal.ts';
import type { ApprovalRequest, ApprovalResponse } from '../types.ts';
import { paint } from '../view/paint.ts';
import { requestRows } from '../view/request-rows.ts';

type Words = Partial<Pick<TerminalApproverOptions, 'onTimeout' | 'message' | 'deniedMessage'>>;
type ConsoleParts = TerminalStreams & { readonly [Name in keyof Words]: Words[Name] | undefined } & {
  readonly timeoutMs: number;
};

export async function askAtConsole(parts: ConsoleParts, request: ApprovalRequest): Promise<ApprovalResponse> {
  const { onTimeout = 'stop', timeoutMs, message, deniedMessage } = parts;
  try {
    const response = await withTerminal(parts, request.signal, async (terminal, signal) => {
      const pager = createPager(terminal.output);
      pager.show(await requestRows(request, terminal.output.columns));
      const ask = terminalApprover({ terminal, timeoutMs, onTimeout, message, deniedMessage, pager, paint });
      return ask({ ...request, signal });
    });
    return response ?? { approved: false, outcome: 'failed', reason: `could not be asked: ${NO_TERMINAL}` };
  } catch (error) {
    if (!request.signal.aborted) throw error;
    return { approved: false, outcome: 'cancelled', reason: 'the run was ended', endRun: true };
  }
}
