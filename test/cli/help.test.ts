// What the help says, and that the README says the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { scratch } from '../helpers/scratch.ts';

const root = join(import.meta.dirname, '../..');
const help = (place: ReturnType<typeof scratch>) => approveRun(place, ['--help'], { env: { COLUMNS: '80' } });

test('--help fits on 80 columns, and the README shows it literally', async (t) => {
  const { code, stdout } = await help(scratch(t));
  assert.equal(code, 0);
  assert.ok(stdout.split('\n').every((line) => line.length <= 80));
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  assert.ok(
    readme.includes(`\`\`\`text\n${stdout.trimEnd()}\n\`\`\``),
    'Update the usage in README.md: COLUMNS=80 node bin/approve-run.js --help',
  );
  assert.ok(readme.split('\n').length < 300);
});

test('--version, however it is asked', async (t) => {
  const place = scratch(t);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const args of [['--version'], ['-V']])
    assert.deepEqual(await approveRun(place, args), { code: 0, stdout: `${version}\n`, stderr: '' });
});

test('every command has help', async (t) => {
  const place = scratch(t);
  const policy = [['policy'], ['policy', 'list'], ['policy', 'show'], ['policy', 'test']];
  const log = [['log'], ['log', 'verify'], ['log', 'prune']];
  for (const command of [['check'], ...policy, ...log, ['init'], ['config'], ['trust'], ['doctor'], ['completion']]) {
    const ran = await approveRun(place, [...command, '--help']);
    assert.equal(ran.code, 0, command.join(' '));
    assert.match(ran.stdout, new RegExp(`Usage: approve-run ${command.join(' ')}`));
  }
});
