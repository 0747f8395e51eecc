// Very much output, through the built binary: all of it arrives, the result is true, and memory stays bounded.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { BINARY } from '../helpers/approve-run.ts';
import { cleanEnv, fence, scratch } from '../helpers/scratch.ts';
import { series } from '../helpers/series.ts';

const MOST_MB = 200;
const MB = 1_000_000;

/** What is printed, how many bytes of it are shown (what would be obeyed or hidden, as an escape), and how it is asked for. */
const OUTPUTS: readonly (readonly [name: string, code: string, bytes: number, flags?: readonly string[]])[] = [
  ['1 GB', `head -c ${series(1000) * MB} /dev/zero | tr '\\0' x`, series(1000) * MB],
  ['100 MB of NUL bytes', `head -c ${series(100) * MB} /dev/zero`, series(100) * MB * '\\u{0}'.length],
  ['50 million short lines', `yes | head -n ${series(50) * MB}`, 2 * series(50) * MB],
  ['a line of 50 MB', `head -c ${series(50) * MB} /dev/zero | tr '\\0' x`, series(50) * MB],
  [
    '100 MB of what is no UTF-8',
    `head -c ${series(100) * MB} /dev/zero | tr '\\0' '\\377'`,
    series(100) * MB * Buffer.byteLength('\ufffd'),
  ],
  ['100 MB as JSON', `yes | head -c ${series(100) * MB}`, series(100) * MB, ['--json']],
];

for (const [name, code, bytes, flags = []] of OUTPUTS) {
  test(name, { skip: process.platform !== 'linux' && 'memory is read from /proc' }, async (t) => {
    const place = scratch(t);
    const task = place.write('task.md', fence('bash', code) + fence('bash', 'echo; grep VmHWM /proc/$PPID/status'));
    const args = [BINARY, '--policy', 'allow-all', ...flags, task];
    const child = spawn(process.execPath, args, { cwd: place.cwd, env: cleanEnv(place), stdio: ['ignore', 'pipe', 'pipe'] });
    let seen = 0;
    let last = '';
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      last = (last + chunk.toString('latin1')).slice(-5000);
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('latin1')).slice(-5000);
    });
    const [exitCode] = await once(child, 'close');
    assert.equal(exitCode, 0, said);
    assert.doesNotMatch(said, /left \d/);
    const peak = Number(/VmHWM:\D+(\d+) kB/.exec(last)?.[1]) / 1000;
    assert.ok(peak > 1 && peak < MOST_MB, `${peak} MB`);
    if (flags.length === 0) assert.equal(seen - (last.length - last.lastIndexOf('\nVmHWM')), bytes);
    else assert.ok(/2 run .* 0 failed/.test(said) && seen > bytes);
  });
}
