// What earlier blocks of a session wrote to scripts counts when a later one runs them: as text in `check`, as it is on disk in a run. And
// what lies on disk when somebody approves is what runs, or nothing does.
import assert from 'node:assert/strict';
import { existsSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGate } from '../../src/approval/gate.ts';
import { createGrants } from '../../src/approval/grants/grants.ts';
import { blockReader } from '../../src/assemble/read-blocks.ts';
import { digestOf } from '../../src/digest.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import { preparer } from '../../src/execution/prepare.ts';
import { extractCodeBlocks } from '../../src/task/extract-code-blocks.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { fence, scratch } from '../helpers/scratch.ts';

const POLICY = ['--policy', 'deny-dangerous'];

async function decisions(place: ReturnType<typeof scratch>, ...codes: readonly string[]): Promise<string[]> {
  const { stdout } = await approveRun(place, ['check', '--json', ...POLICY, '-'], {
    input: codes.map((code) => fence('bash', code)).join('\n'),
  });
  return (JSON.parse(stdout) as { blocks: { decision: string }[] }).blocks.map(({ decision }) => decision);
}

test('check reads a script as an earlier block would write it', async (t) => {
  const place = scratch(t);
  assert.deepEqual(await decisions(place, "echo 'rm -rf ~/data' > x.sh", 'bash x.sh'), ['allow', 'deny']);
  assert.deepEqual(await decisions(place, "echo 'rm -rf build' > x.sh", 'bash x.sh'), ['allow', 'allow']);
  assert.deepEqual(await decisions(place, 'date > x.sh', 'bash x.sh'), ['allow', 'deny']);
  place.write('x.sh', 'rm -rf ~/data');
  assert.deepEqual(await decisions(place, 'bash x.sh'), ['deny']);
  assert.deepEqual(await decisions(place, "echo 'rm -rf build' > x.sh", 'bash x.sh'), ['allow', 'allow']);
});

test('a run reads it from the disk, where the earlier block has run by then', async (t) => {
  const place = scratch(t);
  const input = [fence('bash', 'echo "touch marker" | tee x.sh > /dev/null\ndate > y.sh'), fence('bash', 'bash x.sh')].join('\n');
  const { code } = await approveRun(place, [...POLICY, '-'], { input });
  assert.deepEqual([code, existsSync(join(place.cwd, 'marker'))], [0, true]);
});

test('a script behind a link that leads out of the folder cannot be told; a program there is a program', async (t) => {
  const place = scratch(t);
  place.write('../outside.sh', 'echo hello');
  symlinkSync('../outside.sh', join(place.cwd, 'x.sh'));
  symlinkSync(process.execPath, join(place.cwd, 'node'));
  assert.deepEqual(await decisions(place, 'bash x.sh', './node --version'), ['deny', 'allow']);
});

interface Proposed {
  readonly type: string;
  readonly executes?: readonly { readonly path: string; readonly digest: string; readonly read: boolean }[];
}

async function proposed(place: ReturnType<typeof scratch>, code: string, policy: string): Promise<Proposed | undefined> {
  const { stdout } = await approveRun(place, ['--json', '--policy', policy, '-'], { input: fence('bash', code) });
  const events = stdout.split('\n').filter(Boolean);
  return events.map((line) => JSON.parse(line) as Proposed).find(({ type }) => type === 'block-proposed');
}

test('what a block runs is proposed with the digests of the files, two deep', async (t) => {
  const place = scratch(t);
  const texts = { 'x.sh': 'python3 f.py', 'f.py': 'print(1)', 'r.rb': 'puts 1' };
  for (const [name, text] of Object.entries(texts)) place.write(name, text);
  const event = await proposed(place, 'bash x.sh; ruby r.rb; ./missing.sh', 'deny-dangerous');
  assert.deepEqual(event?.executes, [
    { path: join(place.cwd, 'x.sh'), digest: digestOf(texts['x.sh']), read: true },
    { path: join(place.cwd, 'f.py'), digest: digestOf(texts['f.py']), read: true },
    { path: join(place.cwd, 'r.rb'), digest: digestOf(texts['r.rb']), read: false },
  ]);
});

test('a policy that reads nothing binds nothing', async (t) => {
  const place = scratch(t);
  place.write('x.sh', 'true');
  assert.equal((await proposed(place, 'bash x.sh', 'allow-all'))?.executes, undefined);
});

test('a person sees which files run, and a long one that is not watched', async (t) => {
  const place = scratch(t);
  place.write('x.sh', 'bash sub/y.sh');
  place.write('sub/y.sh', 'true');
  truncateSync(place.write('big', ''), 65 * 1024 * 1024);
  const { stderr } = await approveRun(place, ['-'], { input: fence('bash', './x.sh; ./big') });
  assert.match(stderr, new RegExp(`^  runs \\./x\\.sh {6}${digestOf('bash sub/y.sh').slice(0, 12)}$`, 'm'));
  assert.match(stderr, new RegExp(`^  runs \\./sub/y\\.sh  ${digestOf('true').slice(0, 12)}$`, 'm'));
  assert.match(stderr, /runs \.\/big, and a change to it would not be seen: it is too long/);
});

test('a script that is swapped while somebody decides is not run, whoever approves', async (t) => {
  const place = scratch(t);
  const script = place.write('x.sh', 'true');
  const env = { PATH: process.env.PATH ?? '' };
  const [block] = extractCodeBlocks(fence('bash', 'bash x.sh'));
  const prepared = block && preparer({ tools: BUILT_IN_TOOLS, cwd: place.cwd, project: place.cwd, env })(block);
  if (prepared?.status !== 'ready') throw new Error('no bash');
  const swap = () => writeFileSync(script, 'touch marker');
  const gate = createGate({
    read: blockReader({ home: place.home }, true),
    judge: async () => ({ decision: 'ask', demanded: false, reasons: [] }),
    grants: createGrants(),
    approver: () => {
      swap();
      return { approved: true, reason: 'it looked well' };
    },
  });
  const run = async () => {
    const { signal } = new AbortController();
    const decision = await gate.decide(await gate.judge(prepared.proposal), () => [], signal);
    if (decision.outcome !== 'approved') throw new Error(decision.outcome);
    return localExecutor({ env }).run(decision.approved, () => {}, signal);
  };
  const { exitCode, changed } = await run();
  assert.deepEqual([exitCode, changed, existsSync(join(place.cwd, 'marker'))], [126, [script], false]);
  // Read anew, it is what was approved.
  assert.deepEqual([(await run()).exitCode, existsSync(join(place.cwd, 'marker'))], [0, true]);
});
