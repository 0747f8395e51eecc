// --json: one event a line on stdout, in order, and nothing else there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, scratch } from '../helpers/scratch.ts';

test('a run as events', async (t) => {
  const place = scratch(t);
  const path = place.write(
    'task.md',
    fence('bash', 'echo hi') + fence('json', '{}') + fence('bash', 'exit 4') + fence('bash', 'true'),
  );
  const ran = await approveRun(place, ['--json', '--policy', 'allow-all', path]);
  assert.equal(ran.code, 1);
  const events = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ type, index, exitCode, reason }) =>
      [type, index, exitCode, type === 'block-skipped' ? reason : undefined].filter((part) => part !== undefined),
    ),
    [
      ['run-started'],
      ['agent-asked'],
      ['turn-started'],
      ['block-proposed', 1],
      ['block-decided', 1],
      ['block-started', 1],
      ['block-output', 1],
      ['block-finished', 1, 0],
      ['block-skipped', 2, 'json is no tool'],
      ['block-proposed', 3],
      ['block-decided', 3],
      ['block-started', 3],
      ['block-finished', 3, 4],
      ['block-skipped', 4, 'block 3 failed'],
      ['run-finished', 1],
    ],
  );
  assert.ok(events.every(({ version, time }) => version === 1 && !Number.isNaN(Date.parse(time))));
  const [first] = events.filter(({ type }) => type === 'block-proposed');
  assert.deepEqual([first.turn, first.code], [1, 'echo hi\n']);
  assert.match(first.digest, /^[0-9a-f]{64}$/);
  const [decided] = events.filter(({ type }) => type === 'block-decided');
  assert.deepEqual([decided.outcome, decided.by], ['approved', 'policy']);
  assert.equal(events.find(({ type }) => type === 'block-output').text, 'hi\n');
  assert.match(events.find(({ type }) => type === 'turn-started').text, /^```bash\necho hi/);
  assert.match(ran.stderr, /hi/);
});

test('check --json', async (t) => {
  const place = scratch(t);
  const path = place.write('task.md', fence('bash', 'ls') + fence('bash', 'sudo rm -rf /') + fence('text', 'x'));
  const ran = await approveRun(place, ['check', '--json', '--policy', 'deny-dangerous', path]);
  assert.equal(ran.code, 3);
  const { version, blocks, skipped } = JSON.parse(ran.stdout);
  assert.equal(version, 1);
  assert.deepEqual(
    blocks.map((block: Record<string, unknown>) => [block.index, block.language, block.tool, block.line, block.decision]),
    [
      [1, 'bash', 'bash', 1, 'allow'],
      [2, 'bash', 'bash', 4, 'deny'],
    ],
  );
  assert.deepEqual(Object.keys(blocks[1]), ['index', 'language', 'tool', 'line', 'digest', 'decision', 'reasons', 'effects']);
  assert.deepEqual(Object.keys(blocks[1].reasons[0]), ['policy', 'rule', 'because']);
  assert.ok(blocks[1].effects.some(({ kind }: { kind: string }) => kind === 'privilege'));
  assert.deepEqual(skipped, [{ index: 3, language: 'text', line: 7, reason: 'text is no tool' }]);
});
