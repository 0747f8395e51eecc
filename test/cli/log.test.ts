// The journal of a run as the command line keeps it, and `approve-run log`.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveRun, type RanOptions } from '../helpers/approve-run.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { noSandbox } from '../helpers/sandboxed.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const journals = (place: Scratch, folder = journalFolder(place)) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => /^\d.*\.jsonl$/.test(name)) : [];
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

async function ran(place: Scratch, codes: readonly string[], args: readonly string[] = [], options: RanOptions = {}) {
  const task = place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
  return approveRun(place, ['--policy', 'allow-all', ...args, task], options);
}

test('what a journal has: everything that resuming and replaying need, verbatim', async (t) => {
  const place = scratch(t);
  const code = 'echo "«ü» \u202e"; seq 20000';
  const { stderr } = await ran(place, [code, 'exit 3', 'true']);
  const [name = ''] = journals(place);
  const lines = linesOf(join(journalFolder(place), name));
  assert.deepEqual(
    lines.map(({ type }) => type),
    [
      'run-started',
      'agent-asked',
      'turn-started',
      ...['block-proposed', 'block-decided', 'block-started', 'block-finished'],
      ...['block-proposed', 'block-decided', 'block-started', 'block-finished'],
      'block-skipped',
      'run-finished',
    ],
  );
  assert.ok(lines.every(({ v, n }, at) => v === 1 && n === at));
  const [first, , turn, proposed, decided, started, finished] = lines;
  assert.equal(first.run, name.replace('.jsonl', ''));
  assert.equal(first.task.text, readFileSync(join(place.cwd, 'task.md'), 'utf8'));
  assert.deepEqual(
    [first.cwd, first.sandbox, first.policies[0].ref, first.settings.timeout],
    [place.cwd, 'none', 'allow-all', 30],
  );
  assert.equal(turn.text, first.task.text);
  assert.equal(proposed.proposal.block.code, `${code}\n`);
  assert.ok(
    proposed.proposal.argv[0].startsWith('/') && proposed.proposal.cwd === place.cwd && proposed.verdict.decision === 'allow',
  );
  assert.deepEqual([decided.outcome, decided.by, decided.block.digest], ['approved', 'policy', proposed.proposal.block.digest]);
  assert.equal(started.block.digest, decided.block.digest);
  assert.equal(finished.result.exitCode, 0);
  const output = readFileSync(join(journalFolder(place), `${first.run}.d`, finished.kept.file), 'utf8');
  assert.match(output, /^«ü» \u202e\n1\n2\n[\s\S]*\n20000\n$/);
  const [index] = linesOf(join(journalFolder(place), 'index.jsonl'));
  assert.deepEqual([index.run, index.lines, index.summary.ran], [first.run, lines.length, 2]);
  assert.match(stderr, new RegExp(`\\njournal ${first.run} · head ${index.head.slice(0, 12)}\\n$`));
});

test('--json has the whole head; --agent replay: takes a journal', async (t) => {
  const place = scratch(t);
  const { stdout } = await ran(place, ['echo one'], ['--json']);
  const { journal } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  const [index] = linesOf(join(journalFolder(place), 'index.jsonl'));
  assert.deepEqual(journal, {
    run: index.run,
    file: join(journalFolder(place), `${index.run}.jsonl`),
    lines: index.lines,
    head: index.head,
  });
  const again = await ran(place, ['echo two'], ['--agent', `replay:${journal.file}`]);
  assert.deepEqual([again.code, again.stdout], [0, 'one\n']);
});

test('another folder; off, which every summary says; a project and a task that want it off', async (t) => {
  const place = scratch(t);
  await ran(place, ['true'], ['--journal', 'records']);
  assert.deepEqual([journals(place, join(place.cwd, 'records')).length, journals(place)], [1, []]);
  const off = await ran(place, ['true'], ['--json'], { env: { APPROVE_RUN_JOURNAL: 'off' } });
  assert.match(off.stderr, /\njournal off\n$/);
  assert.match(off.stdout, /"journal":"off"\}\n$/);
  assert.deepEqual(journals(place), []);
  place.write('.approvalrc', 'journal: off\n');
  const project = await ran(place, ['true']);
  assert.match(project.stderr, /ignored in it: "journal"/);
  assert.equal(journals(place).length, 1);
  const listed = await approveRun(place, ['log', '--journal', 'records']);
  assert.match(
    listed.stdout,
    /^\d{8}T\d{6}Z-[0-9a-f]{8} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}done {2}1 run · 0 failed · 0 denied {2}.*task\.md ~\/project\n$/,
  );
});

test('a journal that cannot be written: nothing runs', async (t) => {
  const place = scratch(t);
  for (const folder of ['/proc/approve-run', place.write('file', '')]) {
    const { code, stderr, stdout } = await ran(place, ['echo ran'], ['--journal', folder]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^approve-run: The journal cannot be written: .*Nothing was run\.\nName another folder by --journal/);
  }
  const key = await ran(place, ['echo ran'], [], { env: { APPROVE_RUN_JOURNAL_KEY: 'c2hvcnQ=' } });
  assert.deepEqual([key.code, key.stdout], [2, '']);
  assert.match(key.stderr, /APPROVE_RUN_JOURNAL_KEY must be base64 of 32 bytes or more, and is 5 bytes/);
});

test('a journal that a block removes, or an output that cannot be kept: the run ends there, and says so', async (t) => {
  const place = scratch(t);
  const newest = `"$(ls -d "${journalFolder(place)}"/2*.jsonl | tail -1)"`;
  const gone = await ran(place, [`rm ${newest}`, 'echo two']);
  assert.deepEqual([gone.code, gone.stdout], [1, '']);
  assert.match(gone.stderr, /\napprove-run: The journal was moved, removed or changed by something else, so the run was stopped/);
  for (const codes of [['true', 'echo two'], ['true']]) {
    const [first = '', ...more] = codes;
    const planted = `n=${newest}; touch "\${n%.jsonl}.d"; seq 20000 | cat; ${first}`;
    const { code, stdout, stderr } = await ran(place, [planted, ...more]);
    assert.deepEqual([code, stdout.includes('two')], [1, false]);
    assert.match(stderr, /The journal cannot be written \(ENOTDIR\), so the run was stopped/);
    assert.match((await approveRun(place, ['log', 'verify', 'last'])).stdout, /unfinished/);
  }
});

const NONE = 'There are no journals in ~/.local/state/approve-run/journal yet. Each run of a task writes one.\n';

test('the list, one run, by all that names it', async (t) => {
  const place = scratch(t);
  const none = await approveRun(place, ['log']);
  assert.deepEqual([none.code, none.stdout, none.stderr], [0, NONE, '']);
  assert.equal((await approveRun(place, ['log', 'verify'])).stdout, NONE);
  assert.match((await approveRun(place, ['log', 'last'])).stderr, /there are no journals in ~\/\.local\/state/);
  await ran(place, ['echo one; rm -f nothing']);
  await ran(place, ['exit 3', 'true']);
  const { stdout, stderr } = await approveRun(place, ['log']);
  assert.equal(stderr, '');
  const rows = stdout.trimEnd().split('\n');
  assert.match(
    rows.join('\n'),
    /^\S+ {2}\S+ \S+ {2}failed {2}1 run · 1 failed · 0 denied .*\n\S+ {2}\S+ \S+ {2}done {4}1 run · 0 failed/,
  );
  const [newest = '', oldest = ''] = rows.map((row) => row.split(' ')[0] ?? '');
  const { runs } = JSON.parse((await approveRun(place, ['log', '--json'])).stdout);
  assert.deepEqual(
    runs.map(({ run, exitCode, state }: Record<string, unknown>) => [run, exitCode, state]),
    [
      [newest, 1, 'finished'],
      [oldest, 0, 'finished'],
    ],
  );
  const shown = await approveRun(place, ['log', 'last']);
  for (const word of [newest, newest.slice(0, -1)])
    assert.equal((await approveRun(place, ['log', word])).stdout, shown.stdout, word);
  assert.match(
    shown.stdout,
    /block 1 bash allow \(allow-all: everything\)[\s\S]*│ exit 3\n[\s\S]*approved by policy[\s\S]*exit 3[\s\S]*block 2 bash skipped: block 1 failed[\s\S]*lines · head [0-9a-f]{12}\n$/,
  );
  const events = (await approveRun(place, ['log', oldest, '--json'])).stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(events, linesOf(join(journalFolder(place), `${oldest}.jsonl`)));
  const unknown = await approveRun(place, ['log', 'nosuch\u001b[2J']);
  assert.deepEqual(
    [unknown.code, unknown.stderr],
    [2, 'approve-run: there is no run "nosuch\\u{1b}[2J"; approve-run log lists them\n'],
  );
  assert.match((await approveRun(place, ['log', '2'])).stderr, /"2" begins 2 runs: .*Type more of one\./);
  assert.match((await approveRun(place, ['log', 'verfy'])).stderr, /did you mean "verify"\?/);
});

test('a narrow terminal breaks no word, and no code beyond its margin', async (t) => {
  const place = scratch(t);
  await ran(place, [`  echo ${'x'.repeat(60)} | head -c 3`]);
  const list = inTerminal(place, ['log'], { columns: 60 });
  assert.equal(await list.ended(), 0);
  assert.match(
    await list.screen(),
    /^\S+Z-\S{8} {2}\S+ \S+ {2}done *\n {2}1 run · 0 failed · 0 denied *\n? {2}\S*task\.md ~\/project *$/,
  );
  const one = inTerminal(place, ['log', 'last'], { columns: 60 });
  assert.equal(await one.ended(), 0);
  const screen = await one.screen();
  assert.match(screen, /\n {10}│ {3}echo x+ *\n {10}│ x+ \| head -c 3 *\n/);
  assert.match(screen, /\n +\d+ ms {2}block 1 bash allow \(allow-all: everything\) This *\n {10}policy allows everything\. *\n/);
});

test('a run that somebody quit, and what a model said', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [place.write('task.md', fence('bash', 'true'))]);
  await run.until(/› *$/);
  run.type('q\r');
  await run.ended();
  assert.match(
    (await approveRun(place, ['log'])).stdout,
    /^\S+ {2}\S+ \S+ {2}quit {2}.*\napprove-run resume RUN goes on with one that is unfinished, or was ended\n$/,
  );
  assert.doesNotMatch((await approveRun(place, ['log', 'prune', '--older-than', '0m'])).stdout, /resume/);
  const recorded = place.write('other.jsonl', `${JSON.stringify({ version: 1, type: 'turn-started', text: 'I am\ndone.' })}\n`);
  await approveRun(place, ['--agent', `replay:${recorded}`, 'task.md']);
  assert.match((await approveRun(place, ['log', 'last'])).stdout, /turn 1 · 0 blocks\n {10}┊ I am\n {10}┊ done\.\n/);
});

test('verify names the line, of one run or of all', async (t) => {
  const place = scratch(t);
  await ran(place, ['echo one']);
  const [name = ''] = journals(place);
  const path = join(journalFolder(place), name);
  const sound = await approveRun(place, ['log', 'verify']);
  assert.deepEqual([sound.code, sound.stderr], [0, '']);
  assert.match(sound.stdout, /^✓ \S+ {2}8 lines · head [0-9a-f]{12}\n1 is as written\n$/);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"by":"policy"', '"by":"approver"'));
  for (const args of [
    ['log', 'verify'],
    ['log', 'verify', 'last'],
  ]) {
    const broken = await approveRun(place, args);
    assert.deepEqual([broken.code, broken.stderr], [1, '']);
    assert.match(broken.stdout, /^✗ \S+ {2}line 5 was edited\n1 of 1 is not as written\n$/);
  }
  const json = JSON.parse((await approveRun(place, ['log', 'verify', '--json'])).stdout);
  assert.deepEqual([json.runs[0].status, json.runs[0].broken], ['broken', { line: 5, what: 'was edited' }]);
  assert.match((await approveRun(place, ['log', 'last'])).stdout, /\n✗ \S+ {2}line 5 was edited\n$/);
});

test('secrets of this environment, and what looks like one, are left out of all that is printed', async (t) => {
  const place = scratch(t);
  const secret = 'correct horse battery';
  const key = `ghp_${'a1B2'.repeat(9)}`;
  const env = { MY_TOKEN: secret };
  await ran(place, [`echo "${secret} ${key} postgres://me:hunter22@db"`], [], { env });
  assert.match(readFileSync(join(journalFolder(place), journals(place)[0] ?? ''), 'utf8'), /correct horse battery ghp_a1B2/);
  for (const args of [
    ['log', 'last'],
    ['log', 'last', '--json'],
  ]) {
    const { stdout } = await approveRun(place, args, { env });
    assert.match(stdout, /«redacted» «redacted» postgres:\/\/me:«redacted»@db/);
    assert.ok(!stdout.includes(secret) && !stdout.includes(key) && !stdout.includes('hunter22'), args.join(' '));
  }
});

test('whatever stands in a journal drives no terminal, has no colours in a pipe, and no shape that ends the command', async (t) => {
  const place = scratch(t);
  await ran(place, ['printf "\\033[2Jhostile\\u202e\\n"; exit 1', 'true']);
  const [name = ''] = journals(place);
  const path = join(journalFolder(place), name);
  const odd = [
    { type: 'block-proposed', proposal: 7, reading: [], verdict: null },
    { type: 'block-finished', block: 'x', result: { exitCode: '\u001b[2J', output: { head: ['x'] } } },
    { type: 'constructor', text: '\u001b]0;x\u0007' },
    { type: 'run-finished', summary: { ended: { deep: '\u009b2J' } } },
    7,
    { n: 'x' },
  ];
  writeFileSync(path, `${readFileSync(path, 'utf8')}${odd.map((event) => JSON.stringify(event)).join('\n')}\n\u001b[2J`);
  place.write('.approvalrc', 'timeout: 10\n');
  for (const args of [['log'], ['log', 'last'], ['log', 'last', '--json'], ['log', 'verify'], ['log', '--json']]) {
    const { code, stdout, stderr } = await approveRun(place, args);
    assert.deepEqual([code, stderr], [args[1] === 'verify' ? 1 : 0, ''], args.join(' '));
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, args.join(' '));
  }
  assert.match((await approveRun(place, ['log', 'last'])).stdout, /\\u\{1b\}\[2Jhostile\\u\{202e\}/);
});

test('prune removes what is old, says so, and the index stays sound', async (t) => {
  const place = scratch(t);
  await ran(place, ['seq 20000']);
  const kept = await approveRun(place, ['log', 'prune', '--older-than', '1d']);
  assert.deepEqual([kept.code, kept.stdout], [0, 'No journal is that old, so nothing was removed.\n']);
  const [name = ''] = journals(place);
  const gone = await approveRun(place, ['log', 'prune', '--older-than', '0m']);
  assert.match(gone.stdout, new RegExp(`^Removed 1 journal:\n${name.replace('.jsonl', '')} {2}.*task\\.md ~/project\n$`));
  assert.deepEqual(readdirSync(journalFolder(place)), ['index.jsonl']);
  await ran(place, ['true']);
  const { code, stdout } = await approveRun(place, ['log', 'verify']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /\n1 is as written\n$/);
  for (const args of [[], ['--older-than', 'soon'], ['--older-than', '-1d']])
    assert.equal((await approveRun(place, ['log', 'prune', ...args])).code, 2);
});

test('in a sandbox no block can write to the record, wherever it lies', { skip: noSandbox() }, async (t) => {
  const place = scratch(t);
  const code = 'touch records/marker; mv records other; rm -r records; test -e records/2*.jsonl && echo "still there"';
  const { stdout } = await ran(place, [code], ['--sandbox', '--journal', 'records']);
  assert.match(stdout, /still there\n$/);
  const folder = join(place.cwd, 'records');
  assert.deepEqual([journals(place, folder).length, readdirSync(folder).length], [1, 2]);
  assert.equal((statSync(folder).mode & 0o777).toString(8), '700');
  assert.equal((await approveRun(place, ['log', 'verify', '--journal', 'records'])).code, 0);
});

test('blocks do not see the key, and neither move nor prune the record unnoticed', async (t) => {
  const place = scratch(t);
  const env = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 1).toString('base64') };
  const { stdout } = await ran(place, ['env'], ['--env', 'APPROVE_RUN_JOURNAL_KEY'], { env });
  assert.doesNotMatch(stdout, /JOURNAL_KEY/);
  const signed = await approveRun(place, ['log', 'verify'], { env });
  assert.deepEqual([signed.code, (await approveRun(place, ['log', 'verify'])).stdout.includes('signed')], [0, true]);
  const task = place.write('tamper.md', fence('bash', 'touch records/x'));
  const denied = await approveRun(place, ['--policy', 'deny-dangerous', '--journal', 'records', task]);
  assert.deepEqual([denied.code, existsSync(join(place.cwd, 'records/x'))], [3, false]);
});
