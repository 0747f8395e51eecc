// An approval request in, the answer of the person at the terminal out.
import type { Effect } from '../effects.ts';
import { visible, visibleLine } from '../text/visible.ts';
import type { ApprovalFunction, ApprovalRequest, ApprovalResponse } from '../types.ts';
import { askTerminal, type Terminal } from './ask-terminal.ts';

export interface TerminalApproverOptions {
  readonly terminal: Terminal;
  /** 0 waits without end. */
  readonly timeoutMs: number;
  /** Whether an unanswered question ends the run or only denies the block. */
  readonly onTimeout: 'stop' | 'deny';
  /** `{tool_name}` and `{tool_arguments}` are filled in. */
  readonly message?: string | undefined;
  readonly deniedMessage?: string | undefined;
  /** Called when a question is asked: whoever is to answer may be looking elsewhere. */
  readonly announce?: ((tool: string) => void) | undefined;
  readonly paint: { readonly dim: (text: string) => string; readonly strong: (text: string) => string };
}

const WHERE: Readonly<Record<ApprovalRequest['sandbox'], string>> = {
  none: ', with all of your rights',
  on: ', in a sandbox without network',
  net: ', in a sandbox with network',
};

export const DEFAULT_MESSAGE = 'Run this {tool_name} block?';
export const DEFAULT_DENIED_MESSAGE = 'a person denied it';
/** A longer question is printed once above the prompt instead of being drawn again every second. */
const LONGEST_QUESTION = 60;
const NARROW = 72;
/** No vowels, so that no word comes of it, and nothing that looks like something else. */
const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

export function terminalApprover(options: TerminalApproverOptions): ApprovalFunction {
  const { terminal, timeoutMs, onTimeout, paint } = options;
  return async (request) => {
    const lines = visible(fillMessage(options.message ?? DEFAULT_MESSAGE, request)).split('\n');
    const question = (lines.at(-1)?.length ?? 0) <= LONGEST_QUESTION ? (lines.pop() ?? '') : '';
    for (const line of lines) terminal.output.write(`${line}\n`);
    const code = request.confirm === 'code' ? randomCode() : undefined;
    options.announce?.(request.tool);
    const asked = await askTerminal(
      terminal,
      {
        question,
        timeoutMs,
        paint,
        canRemember: request.canRemember,
        explanation: explain(request, code),
        choices: choicesFor(request, code, terminal.output.columns),
        ...(code === undefined ? {} : { code }),
      },
      request.signal,
    );
    return responseTo(asked, options.deniedMessage ?? DEFAULT_DENIED_MESSAGE, timeoutMs, onTimeout);
  };
}

function responseTo(
  asked: Awaited<ReturnType<typeof askTerminal>>,
  denied: string,
  timeoutMs: number,
  onTimeout: 'stop' | 'deny',
): ApprovalResponse {
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

function choicesFor({ tool, canRemember }: ApprovalRequest, code: string | undefined, columns: number): string {
  if (code !== undefined) return `${code} to run it · deny · ?`;
  if (!canRemember) return 'yes · deny · ?';
  return columns < NARROW ? 'yes · always · deny · ?' : `yes · always (${visibleLine(tool)}, this run) · deny · ?`;
}

function explain({ effects, reasons, canRemember, tool, cwd, sandbox }: ApprovalRequest, code: string | undefined): string {
  const seen = effects.map((effect: Effect) => `  line ${effect.line}: ${[...effect.via, effect.says].join(' → ')}`);
  return visible(
    [
      ...(seen.length === 0
        ? ['Nothing that it would change was found.']
        : ['What it would do, as far as it can be read:', ...seen]),
      ...reasons.map(({ policy, rule, because }) => `Asked by ${policy} (${rule}): ${because}`),
      `It would run in ${cwd}${WHERE[sandbox]}.`,
      `${(code ?? 'yes, y, 1').padEnd(18)} run this block`,
      ...(canRemember ? [`always             run it, and every later ${tool} block of this run that no rule asks about`] : []),
      'deny, d, n, no, 0  do not run it; words after it are the reason',
      'quit, q            do not run it, and end the run',
    ].join('\n'),
  );
}

function randomCode(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (number) => CODE_LETTERS[number % CODE_LETTERS.length]).join('');
}
