// A terminal and what it says of itself in; a bell, and a notification on the desktop where it shows one, out.
import { visibleLine } from '../text/visible.ts';

/**
 * Terminals that are documented to show what follows `OSC 9 ;` as a notification. Windows Terminal and ConEmu take it for
 * progress and commands, tmux and screen keep it to themselves: they only ring.
 */
const NOTIFIERS: readonly { readonly name: string; readonly variable: string; readonly value: RegExp }[] = [
  { name: 'kitty', variable: 'TERM', value: /^xterm-kitty$/ },
  { name: 'Ghostty', variable: 'TERM', value: /^xterm-ghostty$/ },
  { name: 'foot', variable: 'TERM', value: /^foot(?:-|$)/ },
  { name: 'iTerm2', variable: 'TERM_PROGRAM', value: /^iTerm\.app$/ },
  { name: 'WezTerm', variable: 'TERM_PROGRAM', value: /^WezTerm$/ },
  { name: 'Ghostty', variable: 'TERM_PROGRAM', value: /^ghostty$/ },
  { name: 'Warp', variable: 'TERM_PROGRAM', value: /^WarpTerminal$/ },
];

/** What stands between us and the terminal, by the variable that it sets. */
const MULTIPLEXERS = { TMUX: 'tmux', STY: 'screen', ZELLIJ: 'zellij' } as const;

const BELL = '\u0007';

export function multiplexerOf(env: NodeJS.ProcessEnv): string | undefined {
  const found = Object.entries(MULTIPLEXERS).find(([variable]) => env[variable]);
  // Another machine's: only TERM comes along through ssh.
  return found?.[1] ?? /^(tmux|screen)\b/.exec(env.TERM ?? '')?.[1];
}

/** @returns The name of a terminal that shows notifications, or undefined where only the bell is known to work. */
export function notifierOf(env: NodeJS.ProcessEnv): string | undefined {
  if (multiplexerOf(env) !== undefined) return undefined;
  return NOTIFIERS.find(({ variable, value }) => value.test(env[variable] ?? ''))?.name;
}

/** @returns Tells, once a call, that a question about a block of `tool` waits for an answer. */
export function announcer(output: Pick<NodeJS.WriteStream, 'write'>, env: NodeJS.ProcessEnv): (tool: string) => void {
  const notifies = notifierOf(env) !== undefined;
  return (tool) => {
    // Our words come first: a text that begins with a digit would be one of ConEmu's commands.
    const notification = notifies ? `\u001b]9;approve-run asks: run this ${visibleLine(tool)} block?${BELL}` : '';
    output.write(`${BELL}${notification}`);
  };
}
