// A replay at a terminal: what a person approved then is not asked again, what they edited runs as they wrote it, and what is another now is asked.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const PROMPT = /Run this bash block\? .*›/;

/** An editor that is a script: `$1` is the file. */
function editor(place: Scratch, script: string): NodeJS.ProcessEnv {
  const path = join(place.home, 'editor.sh');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { VISUAL: path };
}
const has = (place: Scratch, name: string) => existsSync(join(place.cwd, name));

test('what was edited then runs as it was edited; a script that is another is asked about, why, and answered', async (t) => {
  const place = scratch(t);
  place.write('x.sh', 'echo from the script\n');
  const task = place.write('task.md', `${fence('bash', 'touch wrong')}\n${fence('bash', 'bash x.sh')}`);
  const env = editor(place, 'sed -i s/wrong/right/ "$1"');
  const first = inTerminal(place, [task], { env });
  await first.until(PROMPT);
  first.type('edit\r');
  await first.until(/as you changed it[\s\S]*Run this bash block\? .*›/);
  first.type('yes\r');
  await first.until(/runs \.\/x\.sh[\s\S]*›/);
  first.type('yes\r');
  assert.equal(await first.ended(), 0);
  assert.deepEqual([has(place, 'right'), has(place, 'wrong')], [true, false]);
  rmSync(join(place.cwd, 'right'));

  const same = inTerminal(place, ['replay', 'last']);
  assert.equal(await same.ended(), 0);
  const screen = await same.screen();
  assert.match(
    screen,
    /1\/2 bash .*, as you changed it[\s\S]*- touch wrong\n.*\+ touch right\n[\s\S]*approved: as in \S+, by approver: /,
  );
  assert.match(screen, /2 of 2 blocks came out as before/);
  assert.doesNotMatch(screen, PROMPT);
  assert.deepEqual([has(place, 'right'), has(place, 'wrong')], [true, false]);

  place.write('x.sh', 'echo another; touch marker\n');
  const another = inTerminal(place, ['replay', 'last']);
  await another.until(
    /2\/2 bash[\s\S]*asks: Not as it was approved then: \.\/x\.sh is another file\.[\s\S]*Run this bash block\? .*›/,
  );
  another.type('always\r');
  await another.until(/"always" is no answer\. Type yes, edit, deny/);
  assert.equal(has(place, 'marker'), false);
  another.type('yes\r');
  assert.equal(await another.ended(), 0);
  assert.match(
    await another.screen(),
    /≠ output, 16 → 8 bytes\n {4}- from the script\n {4}\+ another\n\n1 of 2 blocks came out as before · 1 differs/,
  );
});

test('what is edited in the replay is asked about anew, and again', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', fence('bash', 'touch one'));
  const first = inTerminal(place, ['--policy', 'allow-all', task]);
  assert.equal(await first.ended(), 0);
  rmSync(join(place.cwd, 'one'));
  const env = editor(place, 'grep -q two "$1" && sed -i s/two/one/ "$1" || sed -i s/one/two/ "$1"');
  const run = inTerminal(place, ['replay', 'last', '--policy', 'ask'], { env });
  await run.until(PROMPT);
  run.type('edit\r');
  await run.until(/as you changed it[\s\S]*It was changed in this run, and the approval from then is not about that\.[\s\S]*›/);
  run.type('edit\r');
  await run.until(/(?:It was changed in this run[\s\S]*){2}Run this bash block\? .*›/);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, false]);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.deepEqual([has(place, 'one'), has(place, 'two')], [false, false]);
});
