// An approval request in, the answer of the person at the terminal out.
import { visibleLine } from '../../text/visible.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse } from '../../types.ts';
import type { Remembered } from '../grants/stored-grants.ts';
import type { Paint } from './ask-prompt.ts';
import { type Answered, askTerminal, type Terminal } from './ask-terminal.ts';
import type { Pager } from './pager.ts';
import { questionLines } from './question-lines.ts';
import type { StoredAlways } from './save-grant.ts';

export interface TerminalApproverOptions {
  readonly terminal: Terminal;
  /** 0 waits without end. */
  readonly timeoutMs: number;
  /** Whether an unanswered question ends the run or only denies the block. */
  readonly onTimeout: 'stop' | 'deny';
  /** `{tool_name}` and `{tool_arguments}` are filled in. */
  readonly message?: string | undefined;
  readonly deniedMessage?: string | undefined;
  /** Has what of the block is not on the screen yet. */
  readonly pager?: Pager | undefined;
  /** Called when a question is asked: whoever is to answer may be looking elsewhere. */
  readonly announce?: ((tool: string) => void) | undefined;
  /** Where an `always` that is to outlive the run is kept; without it none can. */
  readonly remembered?: Remembered | undefined;
  readonly paint: Paint;
}

export const DEFAULT_MESSAGE = 'Run this {tool_name} block?';
export const DEFAULT_DENIED_MESSAGE = 'a person denied it';
/** What stands beside the answers in the same row: blanks, two digits of seconds, the `›`. */
const ROOM_FOR_CLOCK = 13;
/** No vowels, so that no word comes of it, and nothing that looks like something else. */
const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

export function terminalApprover(options: TerminalApproverOptions): ApprovalFunction {
  const { terminal, timeoutMs, onTimeout, paint, pager, remembered } = options;
  const respond = (asked: Answered) => responseTo(asked, options.deniedMessage ?? DEFAULT_DENIED_MESSAGE, timeoutMs, onTimeout);
  return async (request) => {
    const { columns } = terminal.output;
    const { above, question } = questionLines(fillMessage(options.message ?? DEFAULT_MESSAGE, request), columns);
    if (pager) pager.add(above);
    else for (const row of above) terminal.output.write(`${row}\n`);
    const code = request.confirm === 'code' ? randomCode() : undefined;
    const { explainQuestion } = await import('./explain-question.ts');
    const explanation = explainQuestion(request, { code, columns, canStore: remembered !== undefined });
    options.announce?.(request.tool);
    for (let hint: string | undefined; ; ) {
      const asked = await askTerminal(
        terminal,
        {
          question,
          timeoutMs,
          paint,
          hint,
          pager,
          code,
          canRemember: request.canRemember,
          canEdit: true,
          thisRunOnly: remembered === undefined,
          explanation,
          choices: choicesFor(request, code, columns - question.length - ROOM_FOR_CLOCK),
        },
        request.signal,
      );
      if (remembered !== undefined && isStored(asked)) {
        const { saveGrant } = await import('./save-grant.ts');
        const saved = await saveGrant({ ...options, ...remembered }, asked, request);
        if (saved.kind === 'saved') return { approved: true, reason: `a person approved it, and ${saved.says}` };
        if (saved.kind !== 'again') return respond(saved);
        hint = saved.why;
        continue;
      }
      if (asked.kind !== 'edit') return respond(asked);
      const { editCode } = await import('./edit-code.ts');
      const edited = await editCode(request.code, request.tool, terminal, request.signal);
      if ('code' in edited) return { approved: false, reason: 'a person changed it', edited: edited.code };
      hint = edited.why;
    }
  };
}

function isStored(asked: Answered): asked is StoredAlways {
  return asked.kind === 'always' && asked.width.kind !== 'tool';
}

function responseTo(asked: Answered, denied: string, timeoutMs: number, onTimeout: 'stop' | 'deny'): ApprovalResponse {
  switch (asked.kind) {
    case 'once':
      return { approved: true, reason: 'a person approved it' };
    case 'always':
      return { approved: true, reason: 'a person approved it, and the tool for this run', remember: 'tool' };
    case 'deny':
      return { approved: false, reason: asked.reason || denied };
    case 'quit':
      return { approved: false, reason: 'a person ended the run', endRun: true };
    case 'timeout':
      return {
        approved: false,
        outcome: 'timed-out',
        reason: `no one answered within ${timeoutMs / 1000} s; this is not a refusal`,
        endRun: onTimeout === 'stop',
      };
    case 'interrupted':
      return { approved: false, outcome: 'cancelled', reason: 'interrupted', endRun: true };
    default:
      return { approved: false, outcome: 'failed', reason: 'the terminal was closed', endRun: true };
  }
}

/** Fills `{tool_name}` and `{tool_arguments}`; every other brace is left as it is. */
function fillMessage(message: string, { tool, code }: Pick<ApprovalRequest, 'tool' | 'code'>): string {
  return message.replace(/\{tool_(name|arguments)\}/g, (_, what) => (what === 'name' ? tool : JSON.stringify({ code })));
}

/** @param room Columns for them. What `always` is for is said where it fits; `?` says it anyway. */
function choicesFor({ tool, canRemember }: ApprovalRequest, code: string | undefined, room: number): string {
  const remember = canRemember && code === undefined;
  const inWords = (always: string) =>
    [code === undefined ? 'yes' : `${code} to run it`, ...(remember ? [always] : []), 'edit', 'deny', '?'].join(' · ');
  const full = inWords(`always (${visibleLine(tool)}, this run)`);
  return [full, inWords('always (this run)')].find((words) => words.length <= room) ?? inWords('always');
}

function randomCode(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (number) => CODE_LETTERS[number % CODE_LETTERS.length]).join('');
}
