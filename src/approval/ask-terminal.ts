// A question and a terminal in, what was typed out. Keys and pastes that were not meant for the question never reach it.
import type { ReadStream, WriteStream } from 'node:tty';
import type { AskConfig, Asked } from './ask-prompt.ts';
import type { Keyboard } from './keyboard.ts';

export interface Terminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly keyboard: Keyboard;
}

const BRACKETED_PASTE = { on: '\u001b[?2004h', off: '\u001b[?2004l' };

/** Ctrl-C, and an abort of the signal, are `interrupted`. */
export async function askTerminal(
  { input, output, keyboard }: Terminal,
  config: Omit<AskConfig, 'burst'>,
  signal: AbortSignal,
): Promise<Asked | { readonly kind: 'interrupted' }> {
  const { askPrompt } = await import('./ask-prompt.ts');
  // Terminals that mark no pastes: text after an Enter in one read was not typed by hand.
  let burst = false;
  const watch = (bytes: Buffer | string) => {
    burst = /[\r\n][\s\S]*[^\r\n]/.test(bytes.toString());
  };
  keyboard.release();
  input.prependListener('data', watch);
  output.write(BRACKETED_PASTE.on);
  try {
    return await askPrompt({ ...config, burst: () => burst }, { input, output, signal });
  } catch (error) {
    if (signal.aborted || (error instanceof Error && error.name === 'ExitPromptError')) return { kind: 'interrupted' };
    throw error;
  } finally {
    output.write(BRACKETED_PASTE.off);
    input.off('data', watch);
    keyboard.hold();
  }
}
