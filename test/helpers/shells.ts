// A completion script in; a real interactive shell that has read it, to be typed into, out.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shell } from '../../src/cli/completion-command.ts';
import type { Scratch } from './scratch.ts';
import { inTerminal } from './terminal.ts';

export const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** Why tests of a shell are skipped, or false where it is there. */
export function missing(shell: Shell): string | false {
  return spawnSync(shell, ['--version']).status === 0 ? false : `${shell} is not installed here`;
}

export interface OpenShell {
  /** The words that are offered at the end of the line: of a list or a path the last part, without quotes, sorted. */
  offers(line: string): Promise<readonly string[]>;
  /** What is offered as the shell shows it, with what stands beside each word. */
  shows(line: string): Promise<string>;
  /** What approve-run is called with, when Tab and Enter follow the line. */
  completes(line: string): Promise<readonly string[]>;
  /** What the screen shows when the shell has taken all these keys in. */
  press(keys: string): Promise<string>;
  close(): Promise<void>;
}

interface Setup {
  readonly program: (home: string) => readonly [string, ...string[]];
  /** The start-up file, and what stands in it around the completion script. */
  readonly file: string;
  readonly before: string;
  readonly read: string;
  readonly after: string;
  /** The keys that have what is offered listed: on the screen, or in the file `offered`. */
  readonly list: (line: string) => string;
}

const END = '\u0005';
const CLEAR = `${END}\u0015`;
const POSIX = `approve-run() { printf '%s\\n' "$@" >"$HOME/called"; }\nmark() { echo "done-$1"; }\n`;

const SETUPS: Readonly<Record<Shell, Setup>> = {
  bash: {
    program: (home) => ['bash', '--noprofile', '--rcfile', join(home, '.bashrc'), '-i'],
    file: '.bashrc',
    before: "PS1='ready> '\nbind 'set match-hidden-files off'\n",
    read: 'eval "$(cat ~/completion)"\n',
    // What bash is given is kept; the screen would only show the last part of a path.
    after: `${POSIX}spy() { _approve_run "$@"; printf '%s\\n' "\${COMPREPLY[@]}" >"$HOME/offered"; }\n`,
    list: (line) =>
      `complete -o default -F spy approve-run\r${line}\u001b?${CLEAR}complete -o default -F _approve_run approve-run\r`,
  },
  zsh: {
    program: () => ['zsh', '-i'],
    file: '.zshrc',
    // Usually Tab of zsh expands the word that it stands at, whatever the command is.
    before:
      "PS1='ready> '\nunsetopt always_last_prompt\nbindkey -e\nbindkey '^I' complete-word\nLISTMAX=9999\nautoload -Uz compinit && compinit -u -D\n",
    read: 'eval "$(cat ~/completion)"\n',
    after: POSIX,
    list: (line) => `${line}\u0004${CLEAR}`,
  },
  fish: {
    program: () => ['fish', '-i'],
    file: '.config/fish/config.fish',
    before: "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\nfunction fish_prompt; echo 'ready> '; end\n",
    read: 'source ~/completion\n',
    after: `function approve-run; printf '%s\\n' $argv >$HOME/called; end\nfunction mark; echo "done-$argv"; end\n`,
    list: (line) => `complete -C '${line.replace(/[\\']/g, '\\$&')}' >$HOME/offered\r`,
  },
};

/** @param start Other lines of the start-up file than the usual ones, which read the script. */
export async function openShell(place: Scratch, shell: Shell, script: string, start?: string): Promise<OpenShell> {
  const { program, file, before, read, after, list } = SETUPS[shell];
  const inHome = (name: string, text: string) => place.write(join('..', name), text);
  inHome('completion', script);
  inHome(file, `${start ?? before + read}${after}`);
  // Where it is there, fish does not fill it in the background.
  mkdirSync(join(place.home, '.local/fish/generated_completions'), { recursive: true });
  const [command, ...args] = program(place.home);
  const terminal = inTerminal(place, args, {
    program: [command],
    columns: 220,
    rows: 60,
    env: { XDG_CONFIG_HOME: join(place.home, '.config'), XDG_DATA_HOME: join(place.home, '.local'), ZDOTDIR: place.home },
  });
  await terminal.until(/ready>/);
  let count = 0;

  async function press(keys: string): Promise<string> {
    count += 1;
    terminal.type(`${keys}mark ${count}\r`);
    // Before its next prompt a shell may not have taken the keys from the terminal yet, which then obeys some of them.
    const screen = await terminal.until(new RegExp(`^done-${count}\\n[\\s\\S]*ready>`, 'm'));
    return screen.slice(screen.lastIndexOf(`\ndone-${count - 1}\n`) + 1);
  }
  async function shows(line: string): Promise<string> {
    inHome('offered', '');
    const screen = await press(list(line));
    if (shell !== 'zsh') return readFileSync(join(place.home, 'offered'), 'utf8');
    return screen.replace(/^(?:.*ready>.*|done-\d+)$/gm, '');
  }
  return {
    press,
    shows,
    async offers(line) {
      const words = (await shows(line)).split('\n').flatMap(shell === 'zsh' ? wordsOfZsh : (row) => row.replace(/\t.*/, ''));
      return [...new Set(words.map(lastPart))].filter(Boolean).sort();
    },
    async completes(line) {
      inHome('called', 'nothing was called\n');
      await press(`${line}\t\r`);
      return readFileSync(join(place.home, 'called'), 'utf8').split('\n').slice(0, -1);
    },
    async close() {
      terminal.type('exit\r');
      await terminal.ended();
    },
  };
}

/** `--help  -h  -- show this help`, or words in columns. */
function wordsOfZsh(row: string): readonly string[] {
  return (row.split(/ +-- /)[0] ?? '')
    .trim()
    .split(/ {2,}/)
    .map((word) => word.replace(/\\(.)/g, '$1'));
}

/** Some shells show `--policy=ask,workspace`, others `workspace`; some `folder/`, others `folder`. */
function lastPart(word: string): string {
  return word
    .replace(/^--[^=]*=/, '')
    .replace(/^.*[,/](?=.)/, '')
    .replace(/\/$/, '');
}
