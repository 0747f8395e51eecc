// The status line on an emulated screen, its words, and when a run asks for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import headless from '@xterm/headless';
import { announcer, notifierOf } from '../../src/cli/announce.ts';
import { progress } from '../../src/cli/view/progress.ts';
import { type StatusLine, statusLine } from '../../src/cli/view/status-line.ts';
import { retryText, runningText, silenceHint, thinkingText } from '../../src/cli/view/status-texts.ts';
import type { RunEvent } from '../../src/events.ts';

const WORDS: readonly [string, string][] = [
  [thinkingText(999), 'thinking'],
  [thinkingText(3999), 'thinking · 3 s'],
  [thinkingText(125_000), 'thinking · 2 min 5 s'],
  [retryText(3001), 'trying again in 4 s'],
  [retryText(1), 'trying again in 1 s'],
  [runningText('1/3 bash', 59_999), '1/3 bash · running 59 s'],
  [runningText('1/3 bash', 3_600_000), '1/3 bash · running 60 min 0 s'],
  [
    silenceHint('1/3 bash', 20_000, true),
    '1/3 bash: silent for 20 s. It is busy, or waits for input, which no block gets. Ctrl-C stops it.',
  ],
  [silenceHint('1/3 bash', 20_000, false), '1/3 bash: silent for 20 s. It is busy, or waits for input, which no block gets.'],
];
for (const [text, expected] of WORDS) test(expected, () => assert.equal(text, expected));

function screenOf(columns: number) {
  const emulator = new headless.Terminal({ cols: columns, rows: 5, allowProposedApi: true });
  let raw = '';
  const stream = {
    isTTY: true,
    get columns() {
      return emulator.cols;
    },
    write(text: string) {
      raw += text;
      emulator.write(text);
      return true;
    },
  };
  const rows = async () => {
    await new Promise<void>((resolve) => emulator.write('', resolve));
    const { active } = emulator.buffer;
    return Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  };
  const cursor = () => [emulator.buffer.active.cursorX, emulator.buffer.active.cursorY];
  return { emulator, stream: stream as unknown as NodeJS.WriteStream, raw: () => raw, rows, cursor };
}

/** What is said, on how many columns, and what is seen. */
const CUTS: readonly [string, number, RegExp][] = [
  ['short', 40, /^ {2}⠋ short$/],
  ['x'.repeat(100), 40, /^ {2}⠋ x{33}…$/],
  ['漢'.repeat(100), 40, /^ {2}⠋ 漢{16}…$/],
  ['two\nlines', 40, /^ {2}⠋ two…$/],
  ['tiny', 6, /^ {2}⠋…$/],
  ['tiny', 5, /^$/],
];
for (const [text, columns, expected] of CUTS) {
  test(`on ${columns} columns, ${JSON.stringify(text.slice(0, 9))} is one row, and then none`, async () => {
    const screen = screenOf(columns);
    const line = statusLine(screen.stream, { term: 'xterm' });
    screen.emulator.write('above\r\n');
    line.show(() => text);
    const [above, row = '', ...below] = await screen.rows();
    assert.match(row, expected);
    assert.deepEqual([above, below.join(''), screen.cursor()], ['above', '', [0, 1]]);
    line.hide();
    assert.deepEqual([(await screen.rows()).slice(1).join(''), screen.cursor()], ['', [0, 1]]);
    assert.doesNotMatch(screen.raw(), /\n|\?25l/);
  });
}

test('it turns, says what is true now, and is drawn in one piece', async () => {
  const screen = screenOf(40);
  const line = statusLine(screen.stream, { term: 'xterm' });
  let count = 0;
  line.show(() => `count ${++count}`);
  while (count < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  line.close();
  const drawn = screen.raw().split(/(?<=\u001b\[J\r)/);
  assert.match(drawn[1] ?? '', /^\r {2}(\u001b\[2m)?⠙ count 2(\u001b\[22m)?\u001b\[J\r$/);
  line.show(() => 'after the end');
  assert.doesNotMatch(screen.raw(), /after/);
});

test('nothing is written where it is no terminal, a dumb one, or not wanted', () => {
  const screen = screenOf(40);
  const pipe = { ...screen.stream, isTTY: false, write: screen.stream.write } as NodeJS.WriteStream;
  for (const line of [
    statusLine(pipe, { term: 'xterm' }),
    statusLine(screen.stream, { term: 'dumb' }),
    statusLine(screen.stream, { term: '' }),
    statusLine(screen.stream, { term: 'xterm', wanted: false }),
  ]) {
    line.show(() => 'seen');
    line.hide();
    line.close();
  }
  assert.equal(screen.raw(), '');
});

const block = { index: 1, language: 'bash', code: '', line: 1, digest: '' };
const started = { type: 'block-started', block, argv: ['bash'], cwd: '/' } as const satisfies RunEvent;
const output = { type: 'block-output', block, chunk: Buffer.from('x') } as const satisfies RunEvent;

/** What a run asks of the status line, event by event. */
function asked(midLine: boolean, events: readonly RunEvent[]): readonly string[] {
  const calls: string[] = [];
  const status: StatusLine = {
    show: (_, afterMs = 0) => calls.push(`show after ${afterMs}`),
    hide: () => calls.push('hide'),
    close() {},
  };
  const waits = progress({ status, label: () => '1/1', midLine: () => midLine, say: () => {}, canStop: true });
  for (const event of events) {
    waits.before();
    waits.after(event);
  }
  waits.before();
  return calls;
}

test('it waits anew after each output, and leaves an unfinished line alone', () => {
  assert.deepEqual(asked(false, [started, output]), ['hide', 'show after 3000', 'hide', 'show after 3000', 'hide']);
  assert.deepEqual(asked(true, [output]), ['hide', 'hide']);
  assert.deepEqual(asked(false, [{ type: 'agent-asked', turn: 1 }]), ['hide', 'show after 150', 'hide']);
  const text: RunEvent = { type: 'agent-text', text: 'x', reasoning: true };
  assert.deepEqual(asked(false, [text]), ['hide', 'hide']);
});

/** What a terminal says of itself, and who is known to notify there. */
const NOTIFIERS: readonly [NodeJS.ProcessEnv, string | undefined][] = [
  [{ TERM: 'xterm-kitty' }, 'kitty'],
  [{ TERM: 'xterm-ghostty', SSH_TTY: '/dev/pts/0' }, 'Ghostty'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'ghostty' }, 'Ghostty'],
  [{ TERM: 'foot-direct' }, 'foot'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'iTerm2'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WarpTerminal' }, 'Warp'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, 'WezTerm'],
  [{ TERM: 'screen-256color', TERM_PROGRAM: 'WezTerm' }, undefined],
  [{ TERM: 'xterm-kitty', STY: '1.pts' }, undefined],
  [{ TERM: 'xterm-kitty', ZELLIJ: '0' }, undefined],
  [{ TERM: 'tmux-256color', TERM_PROGRAM: 'tmux' }, undefined],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, undefined],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', KITTY_WINDOW_ID: '1' }, undefined],
  [{ TERM: 'xterm-256color', WT_SESSION: 'x', ConEmuPID: '1' }, undefined],
  [{ TERM: 'footless' }, undefined],
  [{}, undefined],
];
for (const [env, expected] of NOTIFIERS) {
  test(`${JSON.stringify(env)} notifies: ${expected ?? 'nobody knows'}`, () => assert.equal(notifierOf(env), expected));
}

test('the name of a tool cannot end the notification', () => {
  let raw = '';
  const write = (text: string) => {
    raw += text;
    return true;
  };
  announcer({ write } as NodeJS.WriteStream, { TERM: 'foot' })('4;1\u0007\u001b]0;x');
  assert.equal(raw, '\u0007\u001b]9;approve-run asks: run this 4;1\\u{7}\\u{1b}]0;x block?\u0007');
});
