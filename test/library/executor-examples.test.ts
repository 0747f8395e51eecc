// The examples about executors, compiled and run as somebody would who installed the package.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { compileAsConsumer } from '../helpers/consumer.ts';
import { cleanEnv, scratch } from '../helpers/scratch.ts';

const folder = join(import.meta.dirname, '../../examples/library');

/** Name, and what it prints. */
const PRINTS: readonly (readonly [string, string])[] = [
  ['local-executor', 'approved: is saved as ./sums.py\napproved: runs the module sums\nThe mean is 30.0\n (workDir)/sums.py'],
  ['own-executor', 'ok hello from elsewhere\n'],
];

test('the examples about executors', async (t) => {
  const place = scratch(t);
  for (const [name] of PRINTS) place.write(`${name}.ts`, readFileSync(join(folder, `${name}.ts`)));
  const files = PRINTS.map(([name]) => `${name}.ts`);
  assert.equal(await compileAsConsumer(place, files), '');
  for (const [name, prints] of PRINTS) {
    const { stdout, stderr, exitCode } = await execa(process.execPath, [`out/${name}.js`], {
      cwd: place.cwd,
      env: cleanEnv(place),
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
    });
    assert.deepEqual([stdout, stderr, exitCode], [prints, '', 0], name);
  }
});
