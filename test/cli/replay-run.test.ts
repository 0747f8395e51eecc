// `approve-run replay RUN`: the same blocks again, answered by the record where everything is as it was, and only there; and what came of
// them held against what came of them then. Nobody can be asked here, so what is asked is denied.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun, type Ran, type RanOptions } from '../helpers/approve-run.ts';
import { answerTo, approverEndpoint, KEY, sendSigned } from '../helpers/approver-endpoint.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { provider } from '../helpers/provider.ts';
import { noSandbox } from '../helpers/sandboxed.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

const runsOf = (place: Scratch) =>
  readdirSync(journalFolder(place))
    .filter((name) => /^\d.*\.jsonl$/.test(name))
    .sort();
const fileOf = (place: Scratch, at: number) => join(journalFolder(place), runsOf(place).at(at) ?? '');
const linesOf = (path: string): readonly Line[] => ndjson(readFileSync(path, 'utf8'));
const ndjson = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const has = (place: Scratch, name: string) => existsSync(join(place.cwd, name));
const taskOf = (place: Scratch, ...codes: readonly string[]) =>
  place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));

/** Runs a task under the default policy, with every ask approved beforehand. */
async function recorded(
  place: Scratch,
  codes: readonly string[],
  args: readonly string[] = ['--always', 'all'],
  options: RanOptions = {},
) {
  return approveRun(place, [...args, taskOf(place, ...codes)], options);
}

const replayed = (place: Scratch, args: readonly string[] = [], options: RanOptions = {}): Promise<Ran> =>
  approveRun(place, ['replay', 'last', ...args], options);

test('the same again: nobody is asked, it is a run of its own, and says what it replays', async (t) => {
  const place = scratch(t);
  const first = await recorded(
    place,
    ['echo one >> out; cat out | head -1', 'echo two; exit 3', 'echo never'],
    ['--always', 'all', '--keep-going'],
  );
  assert.equal(first.code, 1, first.stderr);
  const again = await replayed(place);
  assert.deepEqual([again.code, again.stdout], [1, first.stdout]);
  assert.equal(readFileSync(join(place.cwd, 'out'), 'utf8'), 'one\none\n');
  const [run = ''] = runsOf(place).map((name) => name.replace('.jsonl', ''));
  assert.match(again.stderr, new RegExp(`^\\S*task\\.md {2}replay of ${run} · policy ask`));
  assert.match(again.stderr, new RegExp(`✓ approved: as in ${run}, by grant: .*\n✓ 1/3 exit 0 .*\n {2}~ out\n {2}same\n`));
  assert.match(again.stderr, /\n3 of 3 blocks came out as before\n\n3 run · 1 failed/);

  const lines = linesOf(fileOf(place, -1));
  assert.deepEqual([lines[0]?.replays, lines[0]?.agent, lines[0]?.keepGoing], [run, 'replay', true]);
  const decided = lines.filter(({ type }) => type === 'block-decided');
  assert.deepEqual(
    decided.map(({ outcome, by }) => [outcome, by]),
    Array.from({ length: 3 }, () => ['approved', 'record']),
  );
  const types = lines.map(({ type }) => type);
  assert.deepEqual(types.slice(-4), ['block-finished', 'block-compared', 'run-compared', 'run-finished']);
  assert.equal((await approveRun(place, ['log', 'verify'])).code, 0);
  const log = await approveRun(place, ['log', 'last']);
  assert.match(log.stdout, new RegExp(`replay of ${run}`));
  assert.match(log.stdout, / {4}same\n[\s\S]*3 of 3 blocks came out as before\n/);

  const quiet = await replayed(place, ['--json', '--quiet']);
  assert.equal(quiet.stderr.includes('same'), false);
  const events = ndjson(quiet.stdout);
  assert.equal(events[0]?.replays, runsOf(place).at(-2)?.replace('.jsonl', ''));
  assert.deepEqual(
    events.filter(({ type }) => /compared/.test(type)).map(({ type, index, same }) => [type, index, same]),
    [
      ['block-compared', 1, true],
      ['block-compared', 2, true],
      ['block-compared', 3, true],
      ['run-compared', undefined, 3],
    ],
  );
  assert.match(quiet.stdout, new RegExp(`"reason":"as in ${run}, by grant: `), 'a replay of a replay says who gave it first');
});

interface Another {
  readonly name: string;
  /** Run at first; the block that is asked about is the last one. */
  readonly code?: string;
  readonly args?: readonly string[];
  readonly before?: (place: Scratch) => RanOptions | undefined;
  readonly change?: (place: Scratch) => RanOptions | undefined;
  readonly now?: readonly string[];
  readonly says: RegExp;
  readonly skip?: string | false;
}

const MARK = 'touch marker';
const POLICY = (decision: string) =>
  `name: mine\ndescription: For a test.\ndefault: ask\nrules: [{ id: marks, ${decision}: { command: touch marker }, because: Marks., match: [touch marker], notMatch: [ls] }]\n`;
const write = (name: string, text: string) => (place: Scratch) => {
  place.write(name, text);
  return undefined;
};
/** A bash of its own, first in PATH. */
function ownBash(place: Scratch): RanOptions {
  const path = join(place.home, 'bin/bash');
  mkdirSync(join(place.home, 'bin'));
  writeFileSync(path, '#!/bin/sh\nexec /bin/bash "$@"\n');
  chmodSync(path, 0o755);
  return { env: { PATH: `${join(place.home, 'bin')}:${process.env.PATH}` } };
}

const ANOTHER: readonly Another[] = [
  { name: "the tool's program", change: ownBash, says: /run by \S*\/bash .* → ~?\S*\/bin\/bash / },
  {
    name: 'the folder at that path',
    change({ cwd }) {
      renameSync(cwd, `${cwd}-before`);
      mkdirSync(join(cwd, '.git'), { recursive: true });
      return undefined;
    },
    says: /another folder is at ~\/project/,
  },
  {
    name: 'a rule of the policy',
    args: ['--policy', './mine.yaml', '--always', 'all'],
    before: write('mine.yaml', POLICY('allow')),
    change: write('mine.yaml', POLICY('ask')),
    says: /policy allow \(mine: marks\) → ask \(mine: marks\)/,
  },
  {
    name: 'a policy of the project',
    change: write('.approvalrc', 'policy: read-only\n'),
    says: /policy ask \(ask: default\) → ask \(ask: default, read-only: /,
  },
  { name: 'the sandbox', change: write('.approvalrc', 'sandbox: on\n'), says: /sandbox none → on/, skip: noSandbox() },
  {
    name: 'a script that it runs',
    code: 'bash x.sh',
    before: write('x.sh', 'touch marker\n'),
    change: write('x.sh', 'touch marker # another\n'),
    says: /\.\/x\.sh is another file/,
  },
  {
    name: 'a policy that allows what was asked then',
    now: ['--policy', 'allow-all'],
    says: /policy ask \(ask: default\) → allow \(allow-all: /,
  },
  {
    name: 'a policy that asks for what was allowed',
    args: ['--policy', 'allow-all'],
    now: ['--policy', 'ask'],
    says: /→ ask \(ask: default\)/,
  },
];

for (const { name, code = MARK, args, before, change, now = [], says, skip = false } of ANOTHER)
  test(`what is another now is asked about: ${name}`, { skip }, async (t) => {
    const place = scratch(t);
    const first = await recorded(place, [code], args, before?.(place));
    assert.deepEqual([first.code, has(place, 'marker')], [0, true], first.stderr);
    rmSync(join(place.cwd, 'marker'));
    const again = await replayed(place, now, change?.(place));
    assert.deepEqual([again.code, has(place, 'marker')], [3, false], again.stderr);
    assert.match(again.stderr, says);
    assert.match(again.stderr, /asks: Not as it was approved then: [^\n]*[\s\S]*✗ 1\/1 not run: nobody could be asked\n/);
    assert.match(again.stderr, /\n0 of 1 block came out as before · 1 did not run\n/);
    assert.match(again.stderr, /the record answers only where everything is as it was\.\nReplay it at a terminal/);
  });

test('what a policy denies today stays denied', async (t) => {
  const place = scratch(t);
  await recorded(place, [MARK]);
  rmSync(join(place.cwd, 'marker'));
  const again = await replayed(place, ['--policy', 'deny-all']);
  assert.deepEqual([again.code, has(place, 'marker')], [3, false]);
  assert.match(again.stderr, /✗ 1\/1 not run: (?!nobody)/);
});

test('what was denied, skipped or never decided then is asked about, whatever the policy says', async (t) => {
  const place = scratch(t);
  const first = await recorded(place, ['echo one', 'touch denied', 'touch skipped'], []);
  assert.equal(first.code, 3);
  const endpoint = await approverEndpoint(t, (asked, response) =>
    sendSigned(response, asked, answerTo(asked, { reason: 'yes' })),
  );
  const env = { APPROVE_RUN_APPROVER_KEY: KEY };
  const again = await replayed(place, ['--approver', endpoint.url], { env });
  assert.deepEqual([again.code, has(place, 'denied'), has(place, 'skipped')], [0, true, true], again.stderr);
  assert.deepEqual(
    endpoint.asked.map(({ data }) => [data.reasons[0]?.because, data.demanded]),
    [
      ['It was denied then: nobody could be asked', true],
      ['It was skipped then: block 1 was not approved.', true],
      ['It was skipped then: block 1 was not approved.', true],
    ],
  );
  assert.match(again.stderr, /\nNothing to compare: no block had a result then\n/);
  // Now all of them are on record, though an ask was demanded for each.
  const third = await replayed(place, [], { env });
  assert.equal(third.code, 0, third.stderr);
  assert.match(third.stderr, /as in \S+, by approver: yes[\s\S]*\n3 of 3 blocks came out as before\n/);
  assert.equal(endpoint.asked.length, 3);
});

test('a run that was cut off is replayed as far as it came; the rest of its message is asked about', async (t) => {
  const place = scratch(t);
  await recorded(place, ['echo one', 'touch two']);
  rmSync(join(place.cwd, 'two'));
  const path = fileOf(place, -1);
  const lines = readFileSync(path, 'utf8').split('\n');
  const cut = lines.findLastIndex((line) => line.includes('"block-decided"'));
  // As a crash leaves it: not in the index, and its last line torn.
  writeFileSync(path, `${lines.slice(0, cut).join('\n')}\n${lines[cut]?.slice(0, 50)}`);
  rmSync(join(journalFolder(place), 'index.jsonl'));
  const again = await replayed(place);
  assert.deepEqual([again.code, again.stdout, has(place, 'two')], [3, 'one\n', false]);
  assert.match(again.stderr, /asks: It was never decided about then\.[\s\S]*\n1 of 1 block came out as before\n/);
});

test('a journal that is not as it was written, or says nothing, is refused; nothing runs', async (t) => {
  const place = scratch(t);
  await recorded(place, [MARK]);
  rmSync(join(place.cwd, 'marker'));
  const path = fileOf(place, -1);
  const whole = readFileSync(path, 'utf8');
  const index = join(journalFolder(place), 'index.jsonl');
  const refused = async (says: RegExp) => {
    const { code, stderr } = await replayed(place);
    assert.deepEqual([code, has(place, 'marker'), runsOf(place).length], [2, false, 1], stderr);
    assert.match(stderr, says);
  };
  writeFileSync(path, whole.replace('"by":"grant"', '"by":"policy"'));
  await refused(
    /^approve-run: The journal of \S+ is not as it was written: line 5 was edited\. Nothing was run\.\napprove-run log \S+ shows it as it is now\.\n$/,
  );
  writeFileSync(path, whole);
  rmSync(index);
  await refused(/the index does not know it/);
  writeFileSync(path, `${whole.split('\n')[0]}\n`);
  await refused(/ended before anything was proposed, so there is nothing to replay/);
  const none = await approveRun(place, ['replay', 'nosuch']);
  assert.deepEqual([none.code, none.stderr], [2, 'approve-run: there is no run "nosuch"; approve-run log lists them\n']);
  assert.equal((await approveRun(place, ['replay'])).code, 2);
  const off = await approveRun(place, ['replay', 'last', '--journal', 'off']);
  assert.deepEqual([off.code, off.stderr], [2, 'approve-run: --journal off names no folder to look into.\n']);
});

test('a folder that is gone, or leads elsewhere, is no place to replay in', async (t) => {
  const place = scratch(t);
  mkdirSync(join(place.cwd, 'sub'));
  await recorded(place, [MARK], ['--always', 'all', '--cwd', 'sub']);
  renameSync(join(place.cwd, 'sub'), join(place.cwd, 'moved'));
  assert.equal((await replayed(place)).code, 2);
  symlinkSync('moved', join(place.cwd, 'sub'));
  const { code, stderr } = await replayed(place);
  assert.equal(code, 2);
  assert.match(stderr, /~?\S*sub, which is not there any more, or leads elsewhere\. Nothing was run\./);
});

test('what is another since and decides nothing is said, and not asked', async (t) => {
  const place = scratch(t);
  await recorded(place, ['echo as recorded']);
  place.write('task.md', fence('bash', 'echo another'));
  place.write('.approvalrc', 'timeout: 5\n');
  const again = await approveRun(place, ['replay', 'last'], { cwd: place.home });
  assert.deepEqual([again.code, again.stdout], [0, 'as recorded\n'], again.stderr);
  assert.match(again.stderr, /\n! since then: ~\/project\/task\.md has changed/);
  assert.match(again.stderr, /\n! since then: timeout: was 30, is 5\n/);
});

test('output and endings that differ are shown, bounded and inert; a difference changes no exit code', async (t) => {
  const place = scratch(t);
  const data = (text: string | Buffer) => place.write('data', text);
  data('one\ntwo\nthree\n');
  await recorded(place, ['cat data', 'test -e data', 'head -c 1048576 big'], ['--always', 'all', '--keep-going']);
  const big = Buffer.alloc(1_048_576, 'x\n');
  place.write('big', big);
  await replayed(place);
  data('one\n\u001b[2J\u202etwo\nthree');
  const third = await replayed(place);
  assert.equal(third.code, 0, third.stderr);
  assert.match(
    third.stderr,
    / {2}≠ output, 14 → \d+ bytes\n {4}- two\n {4}- three\n {4}\+ \\u\{1b\}\[2J\\u\{202e\}two\n {4}\+ three\n {6}\(without a line feed at its end\)\n/,
  );
  assert.match(third.stderr, /✓ 3\/3 exit 0 .*\n {2}same\n\n2 of 3 blocks came out as before · 1 differs\n/);
  // One byte in the middle of a long output, which no result holds.
  big[500_000] = 'y'.charCodeAt(0);
  place.write('big', big);
  rmSync(join(place.cwd, 'data'));
  const fourth = await replayed(place);
  assert.equal(fourth.code, 1);
  assert.match(fourth.stderr, / {2}≠ exit 0 → 1\n {2}≠ output, /);
  assert.match(fourth.stderr, /≠ output, 1048576 bytes, though the text that is kept of it is the same\n/);
  const log = await approveRun(place, ['log', runsOf(place).at(-2)?.replace('.jsonl', '') ?? '']);
  assert.match(log.stdout, /≠ output[^\n]*\n[^\n]*- two[\s\S]*\\u\{1b\}\[2J\\u\{202e\}two/);
  assert.doesNotMatch(log.stdout + third.stderr, /[\u001b\u202e]/);
});

test("a model's run: its messages again, without it, in all its turns", async (t) => {
  const place = scratch(t);
  const { env, sent } = await provider(t, `First.\n\n${fence('bash', 'echo 1')}`, `Then.\n\n${fence('bash', 'echo 2')}`, 'Done.');
  const first = await recorded(place, ['true'], ['--always', 'all', '--model', 'openai/gpt-5'], { env });
  assert.equal(first.code, 0, first.stderr);
  const asked = sent().length;
  const again = await replayed(place);
  assert.deepEqual([again.code, again.stdout, sent().length], [0, '1\n2\n', asked], again.stderr);
  assert.match(
    again.stderr,
    /┊ First\.[\s\S]*1\/1 bash {2}turn 1, line 3 [\s\S]*┊ Then\.[\s\S]*2 of 2 blocks came out as before/,
  );
});

test('a signed journal answers only with its key', async (t) => {
  const place = scratch(t);
  const env = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 1).toString('base64') };
  await recorded(place, [MARK], ['--always', 'all'], { env });
  rmSync(join(place.cwd, 'marker'));
  const without = await replayed(place);
  assert.deepEqual([without.code, has(place, 'marker')], [2, false]);
  assert.match(without.stderr, /its journal is signed, .* set APPROVE_RUN_JOURNAL_KEY\. Nothing was run\./);
  const other = await replayed(place, [], { env: { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 2).toString('base64') } });
  assert.match(other.stderr, /line 1 was edited: its signature is wrong/);
  assert.equal((await replayed(place, [], { env })).code, 0);
  assert.equal(has(place, 'marker'), true);
});

test('approvals in a journal that a repository can have brought along answer nothing, unless it is signed', async (t) => {
  const place = scratch(t);
  const folder = ['--journal', './runs'];
  const key = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 1).toString('base64') };
  await recorded(place, [MARK], ['--always', 'all', ...folder]);
  rmSync(join(place.cwd, 'marker'));
  const again = await replayed(place, folder);
  assert.deepEqual([again.code, has(place, 'marker')], [3, false], again.stderr);
  assert.match(again.stderr, /asks: The record lies in a project, where a repository can put one, and is not signed/);
  assert.match(again.stderr, /! since then: always: was all, is none\n/);
  rmSync(join(place.cwd, 'runs'), { recursive: true });
  await recorded(place, [MARK], ['--always', 'all', ...folder], { env: key });
  rmSync(join(place.cwd, 'marker'));
  assert.equal((await replayed(place, folder, { env: key })).code, 0);
  assert.equal(has(place, 'marker'), true);
});

test('under policies that look at nothing: what is asked about is read, and what was not read then is no difference', async (t) => {
  const place = scratch(t);
  place.write('first.sh', 'exit 1');
  await recorded(place, ['sh first.sh', 'rm -rf ~/stuff'], ['--policy', 'allow-all']);
  place.write('first.sh', 'exit 0');
  const again = await replayed(place);
  assert.equal(again.code, 3, again.stderr);
  assert.match(again.stderr, /1\/2 bash[\s\S]*as in \S+, by policy: [\s\S]*2\/2 bash/);
  assert.match(again.stderr, /deletes the tree ~\/stuff[\s\S]*asks: It was skipped then/);
});

test('a last line without its line feed counts only where it fits in, and is signed like the others', async (t) => {
  const place = scratch(t);
  const env = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 1).toString('base64') };
  await approveRun(place, [taskOf(place, MARK)], { env });
  const path = fileOf(place, -1);
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('"block-decided"'));
  rmSync(join(journalFolder(place), 'index.jsonl'));
  const { mac: _, ...decided } = JSON.parse(lines[at] ?? '');
  const approved = { ...decided, outcome: 'approved', by: 'approver', reason: 'yes' };
  const { n: __, prev: ___, ...unchained } = approved;
  for (const forged of [approved, unchained]) {
    writeFileSync(path, `${lines.slice(0, at).join('\n')}\n${JSON.stringify(forged)}`);
    const again = await replayed(place, [], { env });
    assert.deepEqual([again.code, has(place, 'marker')], [2, false], again.stderr);
    assert.match(again.stderr, new RegExp(`is not as it was written: line ${at + 1} is n`));
    assert.equal((await approveRun(place, ['log', 'verify'], { env })).code, 1);
  }
  writeFileSync(path, lines.slice(0, at + 1).join('\n'));
  const whole = await replayed(place, [], { env });
  assert.match(whole.stderr, /asks: It was denied then: nobody could be asked/);
});

test('a replay that was ended is begun anew, and not gone on with', async (t) => {
  const place = scratch(t);
  await recorded(place, ['echo one', 'echo two']);
  await replayed(place);
  const path = fileOf(place, -1);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${lines.slice(0, lines.findIndex((line) => line.includes('"block-finished"')) + 1).join('\n')}\n`);
  const index = join(journalFolder(place), 'index.jsonl');
  writeFileSync(index, `${readFileSync(index, 'utf8').split('\n')[0]}\n`);
  const { code, stderr } = await approveRun(place, ['resume', 'last']);
  assert.equal(code, 2);
  const [first = ''] = runsOf(place).map((name) => name.replace('.jsonl', ''));
  assert.match(stderr, new RegExp(`is a replay, which is not gone on with: approve-run replay ${first} begins it anew\\.`));
});

test('a run that was gone on with is replayed as one: its turns once, the approvals of all its sittings', async (t) => {
  const place = scratch(t);
  await recorded(place, ['echo one', 'echo two'], ['--policy', 'allow-all']);
  const path = fileOf(place, -1);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(
    path,
    `${lines.slice(0, lines.findIndex((line) => line.includes('"block-finished"')) + 1).join('\n')}\n{"v":1,"n`,
  );
  rmSync(join(journalFolder(place), 'index.jsonl'));
  const resumed = await approveRun(place, ['resume', 'last']);
  assert.deepEqual([resumed.code, resumed.stdout], [0, 'two\n'], resumed.stderr);
  const again = await replayed(place);
  assert.deepEqual([again.code, again.stdout], [0, 'one\ntwo\n'], again.stderr);
  assert.match(again.stderr, /2 of 2 blocks came out as before/);
});
