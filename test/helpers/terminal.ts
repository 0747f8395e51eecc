// Runs the built binary in a real pseudo-terminal, and shows what a person would see on its screen.
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { BINARY } from './approve-run.ts';
import { obeyed } from './obeyed.ts';
import { type Row, readCells } from './read-cells.ts';
import { cleanEnv, type Scratch } from './scratch.ts';

export interface TerminalRun {
  readonly pid: number;
  type(text: string): void;
  /** Everything on the screen and above it, as text. */
  screen(): Promise<string>;
  /** Waits until the screen matches; fails with the screen when it does not. */
  until(pattern: RegExp): Promise<string>;
  /** Its cells, as soon as the screen with a `█` for the cursor matches. */
  cells(pattern: RegExp): Promise<readonly Row[]>;
  /** The exit code, once it has ended. */
  ended(): Promise<number>;
  resize(columns: number, rows: number): void;
  /** How often it rang. */
  bells(): number;
  /** What it was asked to show on the desktop (OSC 9). */
  notifications(): readonly string[];
  /** Whether it was told to mark pastes, and nobody told it to stop. */
  marksPastes(): boolean;
  /** What else it was made to do: titles, replies, modes, another screen. */
  obeyed(): readonly string[];
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Another program instead of approve-run. */
  readonly program?: readonly [string, ...string[]];
}

/** Generous: a busy machine must not decide a test. */
const PATIENCE_MS = 30_000;

export function inTerminal(place: Scratch, args: readonly string[], options: TerminalOptions = {}): TerminalRun {
  const { columns = 100, rows = 40, env = {}, program = [process.execPath, BINARY] } = options;
  const screen = new headless.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
  const child = spawn(program[0], [...program.slice(1), ...args], {
    cols: columns,
    rows,
    cwd: place.cwd,
    env: cleanEnv(place, env) as Record<string, string>,
  });
  let bells = 0;
  const notifications: string[] = [];
  screen.onBell(() => {
    bells += 1;
  });
  screen.parser.registerOscHandler(9, (text) => notifications.push(text) > 0);
  const orders = obeyed(screen);
  let drawn: Promise<void> = Promise.resolve();
  child.onData((data) => {
    drawn = new Promise((resolve) => screen.write(data, resolve));
  });
  screen.onData((reply) => child.write(reply));
  const exit = new Promise<number>((resolve) =>
    child.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode)),
  );

  let alive = true;
  void exit.then(() => {
    alive = false;
  });
  // A test that fails must not leave a terminal open, or the test process would never end.
  place.after(() => {
    if (alive) child.kill('SIGKILL');
    screen.dispose();
  });

  async function text(): Promise<string> {
    await drawn;
    const { active } = screen.buffer;
    return Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd();
  }

  async function poll<Seen>(read: () => Promise<Seen>, pattern: RegExp, shown: (seen: Seen) => string): Promise<Seen> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(25)) {
      const seen = await read();
      if (pattern.test(shown(seen))) return seen;
    }
    throw new Error(`The screen never showed ${pattern}:\n${shown(await read())}`);
  }

  async function cells(): Promise<readonly Row[]> {
    await drawn;
    return readCells(screen.buffer.active);
  }

  return {
    pid: child.pid,
    type: (keys) => child.write(keys),
    screen: text,
    until: (pattern) => poll(text, pattern, (seen) => seen),
    cells: (pattern) => poll(cells, pattern, withCursor),
    async ended() {
      const code = await Promise.race([exit, sleep(PATIENCE_MS, undefined, { ref: false })]);
      if (code === undefined) {
        child.kill('SIGKILL');
        throw new Error(`It never ended:\n${await text()}`);
      }
      return code;
    },
    resize(width, height) {
      child.resize(width, height);
      screen.resize(width, height);
    },
    bells: () => bells,
    notifications: () => notifications,
    marksPastes: () => screen.modes.bracketedPasteMode,
    obeyed: () => orders,
  };
}

function withCursor(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    row
      .map(({ text, cursor }) => (cursor ? '█' : text))
      .join('')
      .trimEnd(),
  );
  return lines.join('\n').trimEnd();
}
