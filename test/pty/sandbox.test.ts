// The sandbox at the prompt: a person is told, before and after.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { noSandbox } from '../helpers/sandboxed.ts';
import { fence, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const skip = noSandbox();

test('the screen says where a block runs, and what stopped it', { skip }, async (t) => {
  const place = scratch(t);
  place.write('task.md', fence('bash', 'touch /etc/approve-run-marker'));
  const run = inTerminal(place, ['--sandbox', 'task.md']);
  assert.match(
    await run.until(/Run this bash block\? .*›/),
    /1 block · policy ask · sandbox · .*\n\n1\/1 bash {2}task\.md:1 · [0-9a-f]{12} · sandbox\n/,
  );
  run.type('?\r');
  await run.until(/It would run in \S+, in a\s+sandbox\s+without\s+network\.[\s\S]*›/);
  run.type('yes\r');
  const screen = await run.until(/1 run · 1 failed/);
  assert.match(screen, /✗ 1\/1 exit 1 .*\n {2}Perhaps the sandbox kept it from writing/);
  assert.equal(await run.ended(), 1);
});

test('where it cannot be had, auto says so above the question', async (t) => {
  const place = scratch(t);
  place.write('../.config/approve-run/config.json', '{"sandbox": "auto"}');
  place.write('task.md', fence('bash', 'echo ran'));
  // HOME itself is no folder for a sandbox.
  const run = inTerminal(place, ['task.md', '--cwd', place.home]);
  const screen = await run.until(/Run this bash block\? .*›/);
  assert.match(
    screen.replaceAll(/\n +/g, ' '),
    /! the sandbox cannot be used: .* Blocks run without it, with all of your rights\./,
  );
  run.type('deny\r');
  assert.equal(await run.ended(), 3);
});

test('an "always" given in a sandbox says that it holds only there', { skip }, async (t) => {
  const place = scratch(t);
  place.write('task.md', fence('bash', 'echo ran'));
  const run = inTerminal(place, ['--sandbox', 'task.md']);
  await run.until(/Run this bash block\? .*›/);
  run.type('always exactly\r');
  assert.match(await run.until(/Remember it\? .*›/), /for {7}30 days; bash in a sandbox, in /);
  run.type('yes\r');
  assert.equal(await run.ended(), 0);
  assert.match((await approveRun(place, ['grants', 'list'])).stdout, /exactly "echo ran" {2}bash in a sandbox {2}30 days left/);
  assert.equal((await approveRun(place, ['task.md'])).code, 3, 'without it, somebody must be asked');
});
