// Whatever ends a run: the terminal is as it was, nothing more ran, and the exit code says why.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { spawn } from '@lydell/node-pty';
import { gone } from '../helpers/alive.ts';
import { BINARY } from '../helpers/approve-run.ts';
import { cleanEnv, fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal, type TerminalRun } from '../helpers/terminal.ts';

const PROMPT = /Run this bash block\? .*›/;
const ran = (place: Scratch) => existsSync(join(place.cwd, 'marker'));

/** Runs it in a shell that compares the terminal's settings before and after, and says its exit code. */
function watched(place: Scratch, codes: readonly string[], { before = '', args = '' } = {}): TerminalRun {
  const task = place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
  const script = `${before}
before=$(stty -g)
sh -c 'echo $$ > pid; exec ${process.execPath} ${BINARY} ${args} ${task}'
echo "code $?"
[ "$before" = "$(stty -g)" ] && echo same || { echo different; stty -a; }`;
  return inTerminal(place, ['-c', script], { program: ['bash'] });
}
const signal = (place: Scratch, name: NodeJS.Signals) => process.kill(Number(readFileSync(join(place.cwd, 'pid'), 'utf8')), name);

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const) {
  test(`${name} at the question: ${code}, and the terminal as it was`, async (t) => {
    const place = scratch(t);
    const run = watched(place, ['touch marker']);
    await run.until(PROMPT);
    signal(place, name);
    await run.until(new RegExp(`code ${code}\\nsame`));
    assert.equal(ran(place), false);
  });

  test(`${name} while a block runs: the block ends, ${name === 'SIGINT' ? 'and the run with it' : code}`, async (t) => {
    const place = scratch(t);
    const run = watched(place, ["printf '\\e[31mred'; sleep 300", 'touch marker'], { args: '--policy allow-all' });
    await run.until(/│ red/);
    signal(place, name);
    await run.until(new RegExp(`code ${code}\\nsame`));
    assert.equal(ran(place), false);
  });
}

test('an exception at the question: no approval, and the terminal as it was', async (t) => {
  const place = scratch(t);
  writeFileSync(
    join(place.home, 'throw.cjs'),
    "const { existsSync } = require('node:fs'); if (process.argv.some((word) => word.endsWith('task.md'))) setInterval(() => { if (existsSync('throw-now')) throw new Error('a fault'); }, 20).unref();",
  );
  const run = watched(place, ['touch marker'], { before: `export NODE_OPTIONS='--require ${place.home}/throw.cjs'` });
  await run.until(PROMPT);
  place.write('throw-now', '');
  await run.until(/code [1-9]\d*\nsame/);
  assert.equal(ran(place), false);
});

test('the terminal goes away at the question: nothing runs', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'touch marker'));
  const child = spawn(process.execPath, [BINARY, task], { cwd: place.cwd, env: cleanEnv(place) as Record<string, string> });
  let seen = '';
  await new Promise<void>((resolve) =>
    child.onData((data) => {
      seen += data;
      if (seen.includes('›')) resolve();
    }),
  );
  (child as unknown as { destroy(): void }).destroy();
  await gone(child.pid);
  assert.equal(ran(place), false);
});

test('Ctrl-C twice within two seconds ends the run, also where the next block has begun', async (t) => {
  const place = scratch(t);
  const run = watched(place, ["trap '' INT TERM; echo one; sleep 300", 'touch marker'], {
    args: '--policy allow-all --keep-going',
  });
  await run.until(/│ one/);
  run.type('\u0003');
  run.type('\u0003');
  await run.until(/code 130\nsame/);
  assert.equal(ran(place), false);
});

test('what is typed while a block runs is not echoed into its output', async (t) => {
  const place = scratch(t);
  const run = watched(place, ['echo one; sleep 1; echo two'], { args: '--policy allow-all' });
  await run.until(/│ one/);
  run.type('SECRET\r');
  await run.until(/code 0\nsame/);
  assert.doesNotMatch(await run.screen(), /SECRET/);
});

test('a block that makes the terminal echo and wait for lines spoils no question', async (t) => {
  const place = scratch(t);
  const run = watched(place, ['stty -F "$(readlink /proc/$PPID/fd/0)" sane; echo one', 'touch marker']);
  await run.until(PROMPT);
  run.type('yes\r');
  await run.until(/│ one[\s\S]*2\/2 bash[\s\S]*Run this bash block\? .*›/);
  const pid = readFileSync(join(place.cwd, 'pid'), 'utf8').trim();
  const { stdout } = spawnSync('stty', ['-F', readlinkSync(`/proc/${pid}/fd/0`), '-a'], { encoding: 'utf8' });
  assert.match(stdout, /-icanon/);
  assert.match(stdout, /-echo\b/);
  run.type('\u0003');
  await run.until(/code 130\nsame/);
  assert.equal(ran(place), false);
});
