// A script that is swapped while the question about it is open: what was approved does not run, and neither does the other unasked.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOf } from '../../src/digest.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const BEFORE = 'echo as approved\n';
const AFTER = 'touch marker\n';
const shown = (text: string) => new RegExp(`runs \\./x\\.sh {2}${digestOf(text).slice(0, 12)}[^›]*›`);

async function swapped(place: Scratch, answer: string) {
  place.write('x.sh', BEFORE);
  const run = inTerminal(place, [place.write('task.md', fence('bash', 'bash x.sh'))]);
  await run.until(shown(BEFORE));
  place.write('x.sh', AFTER);
  run.type('yes\r');
  await run.until(/not started: .*x\.sh changed since the approval/);
  const screen = await run.until(shown(AFTER));
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
  assert.doesNotMatch(screen, /as approved$/m);
  run.type(`${answer}\r`);
  return { code: await run.ended(), marker: existsSync(join(place.cwd, 'marker')) };
}

test('it is asked about anew, with its new digest, and a no is a no', async (t) => {
  assert.deepEqual(await swapped(scratch(t), 'no'), { code: 3, marker: false });
});

test('a second yes is about what was shown then', async (t) => {
  assert.deepEqual(await swapped(scratch(t), 'yes'), { code: 0, marker: true });
});

test('a script that does not change is asked about once', async (t) => {
  const place = scratch(t);
  place.write('x.sh', BEFORE);
  const run = inTerminal(place, [place.write('task.md', fence('bash', 'bash x.sh'))]);
  await run.until(shown(BEFORE));
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.match(await run.screen(), /│ as approved/);
  assert.doesNotMatch(await run.screen(), /changed since/);
});
