// What can happen while a block runs at a terminal, in an interactive shell that says afterwards what became of its terminal: `stty` is
// as before, nothing is left, and the exit code is the documented one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BINARY } from '../helpers/approve-run.ts';
import { DAEMON } from '../helpers/daemon.ts';
import { leftIn, processesIn } from '../helpers/processes-in.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal, type TerminalRun } from '../helpers/terminal.ts';

const linux = { skip: process.platform !== 'linux' && 'there is no /proc' };
const CTRL_C = '\u0003';
const CTRL_Z = '\u001a';
const STUBBORN = `trap '' TERM INT HUP QUIT`;

interface Shell extends TerminalRun {
  /** Runs one command. @returns Its exit code, once the shell is ready again. */
  run(command: string): Promise<number>;
  /** Starts one, and waits for what it shows. */
  start(command: string, shows: RegExp): Promise<void>;
  /** The exit code of the last one. */
  code(): Promise<number>;
  /** How its terminal is set. */
  modes(): Promise<string>;
}

async function openShell(place: Scratch): Promise<Shell> {
  place.write('run', `#!/bin/sh\nexec '${process.execPath}' '${BINARY}' --policy allow-all "$@"\n`);
  const terminal = inTerminal(place, [], { program: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'ready> ' } });
  let count = 0;
  async function ask(word: string): Promise<string> {
    count += 1;
    terminal.type(`echo "said-${count}: ${word}"\r`);
    const screen = await terminal.until(new RegExp(`^said-${count}: .*\\n(?:.*\\n)*ready>`, 'm'));
    return new RegExp(`^said-${count}: (.*)$`, 'm').exec(screen)?.[1] ?? '';
  }
  async function start(command: string, shows: RegExp): Promise<void> {
    terminal.type(`${command}\r`);
    await terminal.until(shows);
  }
  const code = async () => Number(await ask('$?'));
  await terminal.until(/ready>/);
  await start('chmod +x run', /chmod \+x run\nready>/);
  return {
    ...terminal,
    start,
    code,
    modes: () => ask('$(stty -g)'),
    async run(command) {
      const before = ((await terminal.screen()).match(/ready>/g) ?? []).length;
      await start(command, new RegExp(`(?:[\\s\\S]*?ready>){${before + 1}}`));
      return code();
    },
  };
}

function task(place: Scratch, code: string): string {
  place.write('task.md', fence('bash', code));
  return './run task.md';
}

async function closed(shell: Shell, place: Scratch): Promise<void> {
  shell.type('exit\r');
  await shell.ended();
  assert.deepEqual(await leftIn(place.home), []);
}

/** A block, what is typed when it shows `on`, and the exit code of approve-run. */
const FAULTS: Readonly<Record<string, readonly [code: string, keys: readonly string[], exitCode: number]>> = {
  'nothing happens': ['echo on', [], 0],
  'it fails': ['echo on; exit 3', [], 1],
  'Ctrl-C': [`${DAEMON}; echo on; sleep 300`, [CTRL_C], 130],
  'Ctrl-C, and the block ignores it': [`${STUBBORN}; echo on; sleep 300; sleep 300`, [CTRL_C], 130],
  'Ctrl-C twice, and the block ignores both': [`${STUBBORN}; echo on; sleep 300; sleep 300`, [CTRL_C, CTRL_C], 130],
  'much is typed': ['echo on; sleep 0.5', ['yes\ry\r\u0004\u001b[200~yes\r\u001b[201~'], 0],
  'the block sends TERM to approve-run': ['echo on; kill $PPID; sleep 300', [], 143],
  'the block sends HUP': ['echo on; kill -HUP $PPID; sleep 300', [], 129],
  'the block sends INT': ['echo on; kill -INT $PPID; sleep 300', [], 130],
  'the block sends QUIT': ['echo on; kill -QUIT $PPID; sleep 300', [], 131],
  // Here it is the shell that restores the terminal; nobody else can.
  'the block sends KILL': [`echo on; kill -9 $PPID; until ! kill -0 $PPID 2>/dev/null; do :; done; echo off`, [], 137],
  'the block changes the terminal that it was not given': [
    'stty -F "$(readlink /proc/$PPID/fd/2)" raw -echo intr x; echo on',
    [],
    0,
  ],
  'the block prints what would change it': ["printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?2004h\\033c\\016on\\n'", [], 0],
  'the block stops itself, until Ctrl-C': ['echo on; kill -STOP $$', [CTRL_C], 130],
};

for (const [name, [code, keys, exitCode]] of Object.entries(FAULTS)) {
  test(name, linux, async (t) => {
    const place = scratch(t);
    const command = task(place, code);
    const shell = await openShell(place);
    const before = await shell.modes();
    await shell.start(command, /^(?:│ .*on|Killed)$/m);
    for (const key of keys) {
      shell.type(key);
      await sleep(50);
    }
    await shell.until(/^(?:│ .*on|Killed)$[\s\S]*ready>/m);
    assert.equal(await shell.code(), exitCode);
    assert.equal(await shell.modes(), before);
    assert.match(before, /^[\da-f:]{20,}$/);
    await closed(shell, place);
  });
}

test('Ctrl-Z gives the terminal back, and after fg the run goes on', linux, async (t) => {
  const place = scratch(t);
  const command = task(place, 'echo on; until [[ -e go ]]; do sleep 0.05; done; echo off');
  const shell = await openShell(place);
  const before = await shell.modes();
  await shell.start(command, /^│ on$/m);
  shell.type(CTRL_Z);
  await shell.until(/Stopped[\s\S]*ready>/);
  assert.equal(await shell.modes(), before);
  await shell.start('fg', /fg\n\.\/run task\.md/);
  shell.type('this is dropped\r');
  place.write('go', '');
  const screen = await shell.until(/^│ off$[\s\S]*1 run · 0 failed[\s\S]*ready>/m);
  assert.doesNotMatch(screen, /dropped: /);
  assert.deepEqual([await shell.code(), await shell.modes()], [0, before]);
  await closed(shell, place);
});

test('a block that ended in time while approve-run was suspended did not meet its time limit', linux, async (t) => {
  const place = scratch(t);
  const command = task(place, 'echo on; until [[ -e go ]]; do sleep 0.05; done; touch gone; exit 3');
  const shell = await openShell(place);
  await shell.start(`${command} --block-timeout 3`, /^│ on$/m);
  const since = Date.now();
  shell.type(CTRL_Z);
  await shell.until(/Stopped[\s\S]*ready>/);
  place.write('go', '');
  await sleep(Math.max(0, since + 3500 - Date.now()));
  const screen = await shell.start('fg', /✗ 1\/1 .*[\s\S]*ready>/).then(shell.screen);
  assert.match(screen, /✗ 1\/1 exit 3 /);
  await closed(shell, place);
});

test('a reader that goes away leaves the terminal as it was', linux, async (t) => {
  const place = scratch(t);
  const command = task(place, `${DAEMON}; yes`);
  const shell = await openShell(place);
  const before = await shell.modes();
  assert.equal(await shell.run(`set -o pipefail; ${command} 2>/dev/null | head -1`), 141);
  assert.equal(await shell.modes(), before);
  await closed(shell, place);
});

test('the terminal is closed while a block runs: nothing goes on', linux, async (t) => {
  const place = scratch(t);
  const command = task(place, `${STUBBORN}; ${DAEMON}; echo $$ >pid; echo on; sleep 300; sleep 300`);
  const shell = await openShell(place);
  await shell.start(command, /^│ on$/m);
  assert.ok(processesIn(place.cwd).some(({ pid }) => `${pid}\n` === readFileSync(join(place.cwd, 'pid'), 'utf8')));
  process.kill(shell.pid, 'SIGHUP');
  await shell.ended();
  assert.deepEqual(await leftIn(place.home), []);
});
