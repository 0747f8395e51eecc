// A question and a terminal in, what was typed out. Keys and pastes that were not meant for the question never reach it.
import type { ReadStream, WriteStream } from 'node:tty';
import { visibleLine } from '../../text/visible.ts';
import type { AskConfig, Asked } from './ask-prompt.ts';
import type { Keyboard } from './keyboard.ts';
import type { Pager } from './pager.ts';

export interface Terminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly keyboard: Keyboard;
}

export interface Question extends Omit<AskConfig, 'burst' | 'output' | 'unread' | 'hint'> {
  readonly hint?: string | undefined;
  /** Printed above the question for `?`: lines, safe to show. */
  readonly explanation: readonly string[];
  /** What is asked about and is not all on the screen yet. */
  readonly pager?: Pager | undefined;
}

export type Answered =
  | Exclude<Asked, { readonly kind: 'more' | 'explain' | 'unknown' }>
  | { readonly kind: 'interrupted'; readonly typed?: string };

/** Bytes in one read. */
const MOST_TYPED = 500;
export const BRACKETED_PASTE = { on: '\u001b[?2004h', off: '\u001b[?2004l' };
/** What is said at the end of the question's last row where nothing was typed. */
const SHOWN: Readonly<Partial<Record<Answered['kind'], string>>> = { timeout: 'no answer', interrupted: '', closed: '' };

/** Ctrl-C, and an abort of the signal, are `interrupted`. */
export async function askTerminal(terminal: Terminal, question: Question, signal: AbortSignal): Promise<Answered> {
  const { explanation, pager, ...config } = question;
  let hint = question.hint ?? '';
  for (;;) {
    const asked = await askOnce(terminal, { ...config, hint, unread: pager?.unread() ?? 0 }, signal);
    hint = '';
    if (asked.kind === 'more') pager?.more();
    else if (asked.kind === 'explain') terminal.output.write(`${explanation.join('\n')}\n`);
    else {
      const answered = asked as Answered;
      const said = SHOWN[answered.kind] ?? visibleLine(answered.typed ?? '');
      terminal.output.write(`${config.question}  ${config.paint.strong(said)}\n`);
      return answered;
    }
  }
}

/** Leaves nothing of the question on the screen. */
async function askOnce({ input, output, keyboard }: Terminal, config: Omit<AskConfig, 'burst' | 'output'>, signal: AbortSignal) {
  const { askPrompt } = await import('./ask-prompt.ts');
  // Terminals that mark no pastes: text after an Enter in one read was not typed by hand, nor was so much of it.
  let burst = false;
  const watch = (bytes: Buffer | string) => {
    burst = bytes.length > MOST_TYPED || /[\r\n][\s\S]*[^\r\n]/.test(bytes.toString());
  };
  keyboard.release();
  input.prependListener('data', watch);
  output.write(BRACKETED_PASTE.on);
  try {
    return await askPrompt({ ...config, burst: () => burst, output }, { input, output, signal, clearPromptOnDone: true });
  } catch (error) {
    if (signal.aborted || (error instanceof Error && error.name === 'ExitPromptError')) return { kind: 'interrupted' } as const;
    throw error;
  } finally {
    output.write(BRACKETED_PASTE.off);
    input.off('data', watch);
    keyboard.hold();
  }
}
