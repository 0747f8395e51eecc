// What AG2's sandbox tool hands back, row 100.
import assert from 'node:assert/strict';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellTool } from '../../src/assemble/shell-tool/shell-tool.ts';
import { scratch } from '../helpers/scratch.ts';
import { shellHere } from '../helpers/shell-tool.ts';

test('100. a time limit ends in 124', async (t) => {
  const shell = shellHere(scratch(t), { timeout: 1 });
  assert.match(await shell.run('echo early; sleep 300'), /^(?:early\n)?Command timed out after 1s\n\[exit code: 124\]$/);
});

test('100. a missing program ends in 127, in a shell and without', async (t) => {
  const place = scratch(t);
  assert.match(await shellHere(place).run('no-such-program x'), /not found\n\[exit code: 127\]$/);
  assert.match(await shellHere(place, { blocked: [] }).run('no-such-program x'), /not found\n\[exit code: 127\]$/);
});

for (const command of ['', '  ', '\n\t\n']) {
  test(`100. an empty command ends in 2: ${JSON.stringify(command)}`, async (t) => {
    const shell = shellHere(scratch(t), { readonly: true });
    assert.equal(await shell.run(command), 'The command is empty.\n[exit code: 2]');
    assert.deepEqual(shell.events, []);
  });
}

test('100. output is cut after so many characters, and that is said', async (t) => {
  const shell = shellHere(scratch(t), { maxOutput: 20 });
  assert.equal(await shell.run('printf %050d 0'), `${'0'.repeat(20)}\n[truncated: showing first 20 of 50 chars]`);
  assert.equal(await shell.run('printf %020d 0'), '0'.repeat(20));
  assert.equal(
    await shell.run(`printf '${'é🙂'.repeat(15)}'; exit 3`),
    `${'é🙂'.repeat(10)}\n[truncated: showing first 20 of 30 chars]\n[exit code: 3]`,
  );
});

test('100. a failure shows its exit code, a success none', async (t) => {
  const shell = shellHere(scratch(t));
  assert.equal(await shell.run('echo a; exit 3'), 'a\n[exit code: 3]');
  assert.equal(await shell.run('echo a'), 'a\n');
  assert.equal(await shell.run('true'), '(no output)');
  assert.equal(await shell.run('false'), '[exit code: 1]');
  assert.equal(await shell.run('kill -SEGV $$'), '[ended by SIGSEGV]');
});

test('100. variables are added to the environment, and PATH stays', async (t) => {
  const shell = shellHere(scratch(t), { env: { GREETING: 'hi there' } });
  assert.equal(await shell.run('printf "%s" "$GREETING"; command -v cat >/dev/null && ls / >/dev/null'), 'hi there');
});

test('100. files stay from call to call, in the given folder', async (t) => {
  const place = scratch(t);
  mkdirSync(join(place.cwd, 'below'));
  const shell = shellHere(place, { cwd: join(place.cwd, 'below') });
  await shell.run('echo kept > notes');
  assert.equal(await shell.run('cat notes; pwd'), `kept\n${realpathSync(join(place.cwd, 'below'))}\n`);
});

test('100. closing twice is closing once', async (t) => {
  const shell = shellTool({ cwd: scratch(t).cwd, approval: 'none' });
  await shell.close();
  assert.equal(await shell.execute({ command: 'echo a' }), 'a\n');
  await Promise.all([shell.close(), shell.close()]);
  await shell.close();
});
