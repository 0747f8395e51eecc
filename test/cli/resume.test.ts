// `approve-run resume` through the built binary: what goes on, what does not, what is said and asked, what the journal has of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { digestOf } from '../../src/digest.ts';
import { type Fields, type LineHead, makeLine, NOTHING_BEFORE } from '../../src/journal/chain.ts';
import { fieldsOf, numberOf, textOf } from '../../src/journal/read-field.ts';
import { readEvents, runsIn } from '../../src/journal/read-journal.ts';
import { verifyFolder } from '../../src/journal/verify-folder.ts';
import { approveRun, type Ran } from '../helpers/approve-run.ts';
import { type Answering, answerTo, approverEndpoint, KEY, sendSigned } from '../helpers/approver-endpoint.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { provider } from '../helpers/provider.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';

const ALLOW = ['--policy', 'allow-all'];
/** Ends approve-run, the first time, as a power cut would. */
const CRASH = '[ -e crashed ] || { touch crashed; kill -9 $PPID; sleep 5; }';
const YES: Answering = (asked, response) => sendSigned(response, asked, answerTo(asked));
const env = { APPROVE_RUN_APPROVER_KEY: KEY };

const lastRun = (place: Scratch) => runsIn(journalFolder(place)).at(-1) ?? '';
const events = (place: Scratch) => readEvents(journalFolder(place), lastRun(place));
const ofType = (place: Scratch, type: string) => events(place).filter((event) => event.type === type);
const ran = ({ cwd }: Scratch) => (existsSync(join(cwd, 'ran')) ? readFileSync(join(cwd, 'ran'), 'utf8') : '');
const indexOf = ({ block }: Fields) => numberOf(fieldsOf(block).index);

function sound(place: Scratch): void {
  assert.deepEqual(
    verifyFolder(journalFolder(place), undefined).runs.map(({ status }) => status),
    runsIn(journalFolder(place)).map(() => 'sound'),
  );
}

/** Somebody who may write to the folder writes the whole journal anew, its first line changed: the chain holds. */
function forge(place: Scratch, change: (first: Fields) => Fields): void {
  let prev = NOTHING_BEFORE;
  const lines = events(place).map((event, at) => {
    const { v, n, time, mono, prev: _, type, ...rest } = (at === 0 ? change(event) : event) as unknown as LineHead;
    const line = makeLine({ v, n, time, mono, prev }, { type, ...rest }, undefined);
    prev = digestOf(line);
    return `${line}\n`;
  });
  writeFileSync(join(journalFolder(place), `${lastRun(place)}.jsonl`), lines.join(''));
}

/** A task of blocks that say that they ran; what is given stands in the second one, too. */
function taskOf(place: Scratch, second = '', blocks = 4): string {
  const each = Array.from({ length: blocks }, (_, at) =>
    fence('bash', `echo ${at + 1} >> ran; echo out ${at + 1}${at === 1 && second ? `; ${second}` : ''}`),
  );
  return place.write('task.md', each.join('\n'));
}

async function crashed(t: TestContext, args = ALLOW): Promise<Scratch> {
  const place = scratch(t);
  taskOf(place, CRASH);
  await approveRun(place, [...args, 'task.md']);
  assert.equal(ran(place), '1\n2\n');
  return place;
}

test('a crash: what is over does not run again, what is unknown is named, and only an answer runs it', async (t) => {
  const place = await crashed(t);
  const { url, asked } = await approverEndpoint(t, YES);
  const run = lastRun(place);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(
    resumed.stderr,
    new RegExp(`resumed ${run}: 1 of 4 blocks are over · 1 unknown\n! 2/4 bash was started and is not known`),
  );
  assert.match(resumed.stderr, /asks: It was started before, and nobody knows whether it ended/);
  assert.match(resumed.stderr, /\nin all 4 run · 0 failed · 0 denied · 0 skipped · .* this time\n/);
  assert.equal(ran(place), '1\n2\n2\n3\n4\n');
  assert.deepEqual(
    asked.map(({ data }) => data.demanded),
    [true],
    'the others are not asked about',
  );
  assert.deepEqual(ofType(place, 'block-finished').map(indexOf), [1, 2, 3, 4]);
  sound(place);
  const list = await approveRun(place, ['log']);
  assert.match(list.stdout, /done +4 run · 0 failed/);
  const timeline = await approveRun(place, ['log', 'last']);
  assert.match(timeline.stdout, /\n.*gone on with by .*\n.*\n.*turn 1 goes on · 1 of 4 blocks are over/);
});

for (const more of [[], ['--keep-going']])
  test(`unattended${more.join('')}, what is unknown is denied, whatever policies and options say; somebody can still be asked later`, async (t) => {
    const place = await crashed(t, [...ALLOW, ...more]);
    const first = await approveRun(place, ['resume', ...ALLOW, '--always', 'all']);
    assert.equal(first.code, 3);
    assert.match(first.stderr, /✗ 2\/4 not run: nobody could be asked/);
    assert.match(first.stderr, /only a person, or --approver, answers/);
    assert.equal(ran(place), '1\n2\n');
    const { url } = await approverEndpoint(t, YES);
    const second = await approveRun(place, ['resume', '--approver', url], { env });
    assert.equal(second.code, 0, second.stderr);
    assert.equal(ran(place), '1\n2\n2\n3\n4\n');
    sound(place);
  });

test('a denial of what is unknown settles', async (t) => {
  const place = await crashed(t, [...ALLOW, '--keep-going']);
  const { url } = await approverEndpoint(t, (asked, response) =>
    sendSigned(response, asked, answerTo(asked, { approved: false, reason: 'not twice' })),
  );
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 3, resumed.stderr);
  assert.equal(ran(place), '1\n2\n3\n4\n');
  const again = await approveRun(place, ['resume']);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /no run in .* can be gone on with: each came to its end, or still runs/);
});

test('the summary says that a run can be gone on with exactly where it can', async (t) => {
  const place = scratch(t);
  const task = place.write('task.md', `${fence('bash', 'ls')}\n${fence('bash', 'true')}`);
  const says = async (...args: string[]) => (await approveRun(place, [...args, task])).stderr.includes('resume goes on with it');
  const goesOn = async () => (await approveRun(place, ['resume', 'last', ...ALLOW])).code !== 2;
  for (const [args, open] of [
    [[], true],
    [['--policy', 'deny-all'], false],
    [['--policy', 'deny-dangerous'], false],
    [['--always', 'bash'], false],
  ] as const)
    assert.deepEqual([await says(...args), await goesOn()], [open, open], args.join(' '));
});

test('nobody answered in time: asked again, under what is given now', async (t) => {
  const place = scratch(t);
  taskOf(place);
  const { url } = await approverEndpoint(t, (asked, response) => (asked.count === 1 ? YES(asked, response) : undefined));
  const first = await approveRun(place, ['--approver', url, '--timeout', '1', 'task.md'], { env });
  assert.equal(first.code, 4, first.stderr);
  assert.match(first.stderr, /\njournal .*\napprove-run resume goes on with it\n$/);
  assert.match((await approveRun(place, ['log'])).stdout, /approve-run resume RUN goes on with one/);
  const resumed = await approveRun(place, ['resume', ...ALLOW], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stderr, /: 1 of 4 blocks are over\n/);
  assert.equal(ran(place), '1\n2\n3\n4\n');
  sound(place);
  assert.equal((await approveRun(place, ['resume', lastRun(place)])).code, 2);
});

test('a block that a signal ended is asked about anew, with the reason', async (t) => {
  const place = scratch(t);
  taskOf(place, '[ -e crashed ] || { touch crashed; kill -TERM $PPID; sleep 30; }');
  const first = await approveRun(place, [...ALLOW, 'task.md']);
  assert.equal(first.code, 143, first.stderr);
  const { url, asked } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stderr, /! 2\/4 bash was started and interrupted: /);
  assert.equal(asked.length, 1);
  assert.equal(ran(place), '1\n2\n2\n3\n4\n');
  sound(place);
});

test('what failed stays failed, and the rest is skipped; what its end should have said is said now', async (t) => {
  const place = scratch(t);
  place.write(
    'task.md',
    [fence('text', 'notes'), fence('bash', 'echo 1 >> ran; exit 7'), fence('bash', 'echo 2 >> ran')].join('\n'),
  );
  const helper = join(import.meta.dirname, '../helpers/kill-at.cjs');
  const hook = { NODE_OPTIONS: `--require=${helper}`, KILL_IN: journalFolder(place) };
  const count = join(place.home, 'count');
  await approveRun(place, [...ALLOW, 'task.md'], { env: { ...hook, KILL_COUNT: count } });
  // The last sync of the journal but one is the result's.
  const names = readFileSync(count, 'utf8').split('\n');
  const at = names.flatMap((name, line) => (name === 'after fdatasyncSync' ? [line + 1] : []))[2];
  rmSync(journalFolder(place), { recursive: true });
  await approveRun(place, [...ALLOW, 'task.md'], { env: { ...hook, KILL_AT: String(at) } });
  assert.equal(ran(place), '1\n1\n');
  const resumed = await approveRun(place, ['resume']);
  assert.equal(resumed.code, 1, resumed.stderr);
  assert.match(
    resumed.stderr,
    /: 2 of 3 blocks are over\n! Options from then hold: --policy allow-all\n– 3\/3 skipped: block 2 failed/,
  );
  assert.match(resumed.stderr, /in all 1 run · 1 failed · 0 denied · 2 skipped/);
  assert.equal(ran(place), '1\n1\n');
});

test('--json has what happened', async (t) => {
  const place = await crashed(t);
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--json', '--approver', url], { env });
  const lines = resumed.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.slice(0, 2).map(({ type, turns, settled, turn, blocks }) => ({ type, turns, settled, turn, blocks })),
    [
      { type: 'run-resumed', turns: 0, settled: 1, turn: undefined, blocks: 4 },
      { type: 'turn-resumed', turns: undefined, settled: 1, turn: 1, blocks: 4 },
    ],
  );
  assert.equal(lines.find(({ type }) => type === 'block-proposed').reasons[0].rule, 'unknown-before');
  assert.equal(lines.at(-1).ran, 4);
});

test('a task from standard input, front matter included', async (t) => {
  const place = scratch(t);
  const task = `---\ntitle: From a pipe\n---\n${fence('bash', 'echo 1 >> ran')}\n${fence('bash', `${CRASH}; echo 2 >> ran`)}`;
  await approveRun(place, [...ALLOW, '-'], { input: task });
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stderr, /^From a pipe {2}2 blocks/);
  assert.equal(ran(place), '1\n2\n');
});

test('replay:FILE goes on, also from another folder; not once the recording is another', async (t) => {
  const place = scratch(t);
  const turns = [fence('bash', 'echo 1 >> ran'), fence('bash', CRASH), fence('bash', 'echo 3 >> ran')];
  const record = turns.map((text) => `${JSON.stringify({ type: 'turn-started', text })}\n`);
  place.write('recording.jsonl', record.join(''));
  place.write('task.md', 'Words.');
  await approveRun(place, [...ALLOW, '--agent', 'replay:recording.jsonl', 'task.md']);
  place.write('recording.jsonl', record.toReversed().join(''));
  const other = await approveRun(place, ['resume']);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /message 1 of what is replayed is another one than when the run began/);
  place.write('recording.jsonl', record.join(''));
  const { url } = await approverEndpoint(t, YES);
  const unnamed = await approveRun(place, ['resume', '--approver', url], { env, cwd: place.home });
  assert.equal(unnamed.code, 2);
  assert.match(unnamed.stderr, /folder: was \S*project, is \S+; where the run is named, this is not asked/);
  const resumed = await approveRun(place, ['resume', 'last', '--approver', url], { env, cwd: place.home });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal(ran(place), '1\n3\n');
  sound(place);
});

interface Since {
  readonly change: (place: Scratch) => void;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly says: RegExp;
}

const SINCE: Readonly<Record<string, Since>> = {
  'the task': {
    change: (place) => place.write('task.md', 'Another.'),
    says: /\n {2}~?\S*task\.md has changed: what runs is its text from then\n/,
  },
  'no task': { change: ({ cwd }) => rmSync(join(cwd, 'task.md')), says: /task\.md is gone, or cannot be read/ },
  'a setting': { change: () => {}, env: { APPROVE_RUN_BLOCK_TIMEOUT: '7' }, says: /\n {2}blockTimeout: was 120, is 7\n/ },
  'a secret in one': {
    change: () => {},
    env: { APPROVE_RUN_MESSAGE: `${'Well? '.repeat(8)}ghp_abcdefghijklmnopqrstuvwx?` },
    says: /\n {2}message: was Run this .*, is Well\? .*«redacted»\?\n/,
  },
  'the end of a long setting': {
    change: () => {},
    env: { APPROVE_RUN_ALLOW_READ: `${'/a'.repeat(60)},/end` },
    says: /\n {2}allowRead: was none, is \/a\/a\S+…\n/,
  },
  'a pipe where the task was': {
    change: ({ cwd }) => {
      rmSync(join(cwd, 'task.md'));
      execFileSync('mkfifo', [join(cwd, 'task.md')]);
    },
    says: /task\.md is gone, or cannot be read/,
  },
  'another folder in its place': {
    change: (place) => {
      cpSync(place.cwd, `${place.cwd}-new`, { recursive: true });
      renameSync(place.cwd, `${place.cwd}-old`);
      renameSync(`${place.cwd}-new`, place.cwd);
    },
    says: /\n {2}folder: another one is at ~?\S*project than when it was run in\n/,
  },
  'a policy file': {
    change: (place) => place.write('p.yaml', POLICY.replace('allow', 'ask')),
    says: /\n {2}policy \S*p\.yaml has changed\n/,
  },
};
const POLICY = 'name: p\ndescription: All.\ndefault: allow\n';

for (const [name, { change, env: extra = {}, says }] of Object.entries(SINCE))
  test(`another since: ${name}`, async (t) => {
    const place = scratch(t);
    place.write('p.yaml', POLICY);
    taskOf(place, CRASH);
    await approveRun(place, ['--policy', './p.yaml', 'task.md']);
    const before = readFileSync(join(journalFolder(place), `${lastRun(place)}.jsonl`));
    change(place);
    const { url } = await approverEndpoint(t, YES);
    const refused = await approveRun(place, ['resume', '--approver', url], { env: { ...env, ...extra } });
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, says);
    assert.match(refused.stderr, /Nobody could be asked, so nothing was run\. Go on at a terminal, or name by an option/);
    assert.equal(ran(place), '1\n2\n');
    assert.deepEqual(readFileSync(join(journalFolder(place), `${lastRun(place)}.jsonl`)), before);
  });

test('what is given now is not asked about, and paths in it start here', async (t) => {
  const place = scratch(t);
  place.write('p.yaml', POLICY);
  taskOf(place, CRASH);
  await approveRun(place, ['--policy', './p.yaml', 'task.md']);
  place.write('p.yaml', POLICY.replace('All', 'Everything'));
  place.write('sub/q.yaml', POLICY);
  const { url } = await approverEndpoint(t, YES);
  const args = ['resume', 'last', '--policy', './q.yaml', '--timeout', '99', '--approver', url];
  const resumed = await approveRun(place, args, { env, cwd: join(place.cwd, 'sub') });
  assert.equal(resumed.code, 0, resumed.stderr);
  const [start] = ofType(place, 'run-resumed');
  assert.deepEqual(fieldsOf(start?.flags), {
    policy: [join(place.cwd, 'sub/q.yaml')],
    timeout: 99,
    approver: url,
    journal: journalFolder(place),
  });
});

test('the folder of the run is gone', async (t) => {
  const place = await crashed(t);
  renameSync(place.cwd, `${place.cwd}-moved`);
  const refused = await approveRun(place, ['resume'], { cwd: place.home });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /the run was in \S+\/project, which is not there any more/);
});

test('a journal that is not as it was written is refused, by its line; one that never began, too', async (t) => {
  const place = await crashed(t);
  const path = join(journalFolder(place), `${lastRun(place)}.jsonl`);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('out 1', 'out 9'));
  const edited = await approveRun(place, ['resume']);
  assert.equal(edited.code, 2);
  assert.match(edited.stderr, /is not as it was written: line \d+ was edited\. Nothing was run\.\napprove-run log \S+ shows it/);
  writeFileSync(path, '');
  const empty = await approveRun(place, ['resume', 'last']);
  assert.equal(empty.code, 2);
  assert.match(empty.stderr, /never began: nothing of it was run/);
  assert.match((await approveRun(place, ['resume'])).stderr, /no run in .* can be gone on with/);
});

test('a torn last line is sealed', async (t) => {
  const place = await crashed(t);
  appendFileSync(join(journalFolder(place), `${lastRun(place)}.jsonl`), '{"v":1,"n":9,"ti');
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  sound(place);
});

test('a run that still runs is left alone, and the newest of this folder is taken first', async (t) => {
  const place = await crashed(t);
  const here = lastRun(place);
  const elsewhere = place.write('../other/task.md', fence('bash', CRASH));
  const other = join(place.home, 'other');
  await approveRun(place, [...ALLOW, elsewhere], { cwd: other });
  const { url } = await approverEndpoint(t, YES);
  assert.match((await approveRun(place, ['resume', '--approver', url], { env })).stderr, new RegExp(`resumed ${here}`));
  // A run is alive as long as its block: another resume from within finds it so.
  place.write('wait.md', fence('bash', 'until [ -e go ]; do sleep 0.05; done'));
  const running = approveRun(place, [...ALLOW, 'wait.md']);
  let found: Ran | undefined;
  for (let tries = 0; tries < 200 && !/is still running/.test(found?.stderr ?? ''); tries += 1)
    found = await approveRun(place, ['resume', 'last']);
  assert.match(found?.stderr ?? '', /is still running \(process \d+\)/);
  assert.equal(found?.code, 2);
  place.write('go', '');
  assert.equal((await running).code, 0);
  assert.match((await approveRun(place, ['resume', 'last'])).stderr, /came to its end by itself.*approve-run replay/);
});

interface Forged {
  readonly change: (first: Fields) => Fields;
  readonly says: RegExp;
}

const FORGED: Readonly<Record<string, Forged>> = {
  'of another machine': {
    change: (first) => ({ ...first, host: 'elsewhere\u001b[2J' }),
    says: /machine: was elsewhere\\u\{1b\}\[2J, is \S+; whether it still runs there cannot be told here/,
  },
  'of another version': { change: (first) => ({ ...first, approveRun: '9.9.9' }), says: /approve-run: was 9\.9\.9, is / },
  'in another sandbox': { change: (first) => ({ ...first, sandbox: 'on' }), says: /sandbox: was on, is none/ },
  'by another agent': {
    change: (first) => ({ ...first, agent: 'model' }),
    says: /was proposed by "model", and now "document" would go on/,
  },
  'with an option of another kind': {
    change: (first) => ({ ...first, flags: { policy: 'allow-all' } }),
    says: /the journal says of the option "policy" what this version/,
  },
  'with an option of its own': {
    change: (first) => ({ ...first, flags: { tools: ['x'] } }),
    says: /the journal says of the option "tools" what this version/,
  },
  'with an option out of bounds': {
    change: (first) => ({ ...first, flags: { timeout: -1 } }),
    says: /--timeout must be seconds/,
  },
  'about another text': {
    change: (first) => ({ ...first, task: { ...fieldsOf(first.task), text: fence('bash', 'touch marker') } }),
    says: /another text of the task than its digest says/,
  },
  'whose process is alive': {
    change: ({ born: _, ...first }) => ({ ...first, pid: process.pid }),
    says: /is still running \(process \d+\)/,
  },
};

for (const [name, { change, says }] of Object.entries(FORGED))
  test(`a journal ${name}`, async (t) => {
    const place = await crashed(t);
    forge(place, change);
    const refused = await approveRun(place, ['resume', 'last']);
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, says);
    assert.ok(!refused.stderr.includes('\u001b'));
    assert.equal(ran(place), '1\n2\n');
  });

test('a process that has the number of the one that ended is told from it', async (t) => {
  const place = await crashed(t);
  forge(place, (first) => ({ ...first, pid: process.pid }));
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
});

test('a journal that a repository can have brought along: what it says was typed does not count, unless it is signed', async (t) => {
  const place = scratch(t);
  const key = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 'k').toString('base64') };
  const { url } = await approverEndpoint(t, YES);
  for (const keys of [{}, key]) {
    rmSync(join(place.cwd, 'crashed'), { force: true });
    taskOf(place, CRASH);
    await approveRun(place, [...ALLOW, '--always', 'all', '--journal', './runs', 'task.md'], { env: keys });
    for (const [cwd, folder] of [
      [place.cwd, './runs'],
      [place.home, './project/runs'],
    ] as const) {
      const args = ['resume', 'last', '--journal', folder, '--approver', url];
      const resumed = await approveRun(place, args, { env: { ...env, ...keys }, cwd });
      if (keys === key) {
        assert.equal(resumed.code, 0, resumed.stderr);
        assert.match(resumed.stderr, /\n! Options from then hold: --policy allow-all --always all\n/);
        break;
      }
      assert.equal(resumed.code, 2, resumed.stderr);
      assert.match(
        resumed.stderr,
        /\n {2}policy: was allow-all, is ask\n {2}always: was all, is none\n {2}its journal lies in a project/,
      );
    }
    assert.equal(ran(place).split('\n').length, keys === key ? 8 : 3);
  }
});

test('a folder of journals that others may write to is not relied on', async (t) => {
  const place = await crashed(t);
  chmodSync(journalFolder(place), 0o777);
  for (const words of [['resume'], ['replay', 'last']]) {
    const refused = await approveRun(place, words);
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, /others may write there\. Nothing was run\./);
  }
  assert.equal(ran(place), '1\n2\n');
});

const noProc = existsSync('/proc/self/environ') ? false : 'there is no /proc';

test('what outlived a kill is named, with its number, before anything runs', { skip: noProc }, async (t) => {
  const place = scratch(t);
  taskOf(place, '[ -e crashed ] || { touch crashed; sleep 60 & echo $! > left; kill -9 $PPID; wait; }');
  await approveRun(place, [...ALLOW, 'task.md']);
  const left = Number(readFileSync(join(place.cwd, 'left'), 'utf8'));
  place.after(() => process.kill(left, 'SIGKILL'));
  const { url, asked } = await approverEndpoint(t, (one, response) =>
    sendSigned(response, one, answerTo(one, { approved: false, reason: 'not yet' })),
  );
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 3, resumed.stderr);
  assert.match(resumed.stderr, new RegExp(`\n! Still running from before: .*\\(pid ${left}\\).*kill does\\.\n`));
  assert.match(JSON.stringify(asked[0]?.data.reasons), new RegExp(`Still running from then: .*\\(pid ${left}\\)`));
  assert.ok(process.kill(left, 0), 'nobody said that it should end');
});

test('a journal elsewhere: how to go on is said with its folder', async (t) => {
  const place = scratch(t);
  taskOf(place);
  const { url } = await approverEndpoint(t, (asked, response) => (asked.count === 1 ? undefined : YES(asked, response)));
  const args = ['--journal', './my runs', '--approver', url];
  const first = await approveRun(place, [...args, '--timeout', '1', 'task.md'], { env });
  assert.match(first.stderr, /\napprove-run resume --journal '\.\/my runs' goes on with it\n$/);
  const resumed = await approveRun(place, ['resume', ...args, '--timeout', '30'], { env });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal(ran(place), '1\n2\n3\n4\n');
});

test('two resumes at once: one goes on, the other says so', async (t) => {
  const place = scratch(t);
  taskOf(place, CRASH);
  await approveRun(place, [...ALLOW, 'task.md']);
  const { url } = await approverEndpoint(t, YES);
  const both = await Promise.all([1, 2, 3].map(() => approveRun(place, ['resume', lastRun(place), '--approver', url], { env })));
  assert.deepEqual(both.map(({ code }) => code).sort(), [0, 2, 2]);
  for (const { code, stderr } of both)
    if (code === 2) assert.match(stderr, /still running|has gone on with .* meanwhile|came to its end by itself/);
  assert.equal(ran(place), '1\n2\n2\n3\n4\n');
  sound(place);
});

test('a signed journal goes on only with its key', async (t) => {
  const place = scratch(t);
  const key = { APPROVE_RUN_JOURNAL_KEY: Buffer.alloc(32, 'k').toString('base64') };
  taskOf(place, CRASH);
  await approveRun(place, [...ALLOW, 'task.md'], { env: key });
  const without = await approveRun(place, ['resume']);
  assert.equal(without.code, 2);
  assert.match(without.stderr, /its journal is signed/);
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env: { ...env, ...key } });
  assert.equal(resumed.code, 0, resumed.stderr);
});

test('numbers of long outputs go on, past one that no line names', async (t) => {
  const place = scratch(t);
  const long = 'head -c 100000 /dev/zero | tr "\\0" x';
  place.write('task.md', [fence('bash', long), fence('bash', `${long}; sleep 0.2; ${CRASH}`), fence('bash', long)].join('\n'));
  await approveRun(place, [...ALLOW, 'task.md']);
  const { url } = await approverEndpoint(t, YES);
  const resumed = await approveRun(place, ['resume', '--approver', url], { env });
  assert.equal(resumed.code, 0, resumed.stderr.slice(-2000));
  const kept = ofType(place, 'block-finished').map((event) => textOf(fieldsOf(event.kept).file));
  assert.deepEqual([kept[0], new Set(kept).size], ['block-1.out', 3]);
  sound(place);
});

const STEPS = Array.from({ length: 6 }, (_, at) => {
  const blocks = [fence('bash', `echo ${at + 1} >> ran; seq 1 330`), ...(at === 1 ? [fence('bash', 'exit 3')] : [])];
  return `Step ${at + 1}.\n\n${blocks.join('\n')}`;
});
/** The request that fails. */
const FAILS = 4;
/** Took times are another in each run. */
const timeless = (sent: string) => sent.replaceAll(/after [\d.]+ s/g, 'after T s');

for (const [size, limit] of Object.entries({ usual: [], small: ['--context-tokens', '1600'] }))
  test(`a model that failed: the next request is the one that would have been sent (${size} context)`, async (t) => {
    const flags = (url: string) => ['--model', 'gpt-5', '--base-url', `${url}/v1`, ...limit, ...ALLOW];
    const whole = scratch(t);
    const straight = await provider(t, ...STEPS, 'Done.');
    whole.write('task.md', 'Count.');
    assert.equal((await approveRun(whole, [...flags(straight.url), 'task.md'], { env: straight.env })).code, 0);

    const place = scratch(t);
    place.write('task.md', 'Count.');
    const broken = await provider(t, ...STEPS.slice(0, FAILS), { status: 401 });
    const first = await approveRun(place, [...flags(broken.url), 'task.md'], { env: broken.env });
    assert.equal(first.code, 5, first.stderr);
    const better = await provider(t, ...STEPS.slice(FAILS), 'Done.');
    const resumed = await approveRun(place, ['resume', '--base-url', `${better.url}/v1`, '--model', 'gpt-5'], {
      env: better.env,
    });
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /: 5 blocks are over\n/);
    assert.equal(ran(place), '1\n2\n3\n4\n5\n6\n');
    const [was, is] = [straight.sent().slice(FAILS), better.sent()].map((sent) =>
      sent.map((text) => timeless(text).replaceAll(whole.cwd, 'CWD').replaceAll(place.cwd, 'CWD')),
    );
    assert.deepEqual(is, was);
    if (size === 'small') assert.match(was?.at(-1) ?? '', /Your earlier messages, shortened/);
    sound(place);
  });

test('a long output that the model was told of is put back where it was', async (t) => {
  const place = scratch(t);
  place.write('task.md', 'Count.');
  const tmp = { TMPDIR: place.home };
  const long = fence('bash', 'seq 1 20000');
  const broken = await provider(t, long, { status: 401 });
  const flags = (url: string) => ['--model', 'gpt-5', '--base-url', `${url}/v1`];
  await approveRun(place, [...flags(broken.url), ...ALLOW, 'task.md'], { env: { ...broken.env, ...tmp } });
  const [finished] = ofType(place, 'block-finished');
  const log = textOf(fieldsOf(finished?.result).log);
  const before = readFileSync(log);
  rmSync(dirname(log), { recursive: true });
  const better = await provider(t, 'Done.');
  const resumed = await approveRun(place, ['resume', ...flags(better.url)], { env: { ...better.env, ...tmp } });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(better.sent()[0] ?? '', new RegExp(`All of it is in ${log}`));
  assert.deepEqual(readFileSync(log), before);
});

test('a model at its limit goes on with a higher one, also after a crash in a turn', async (t) => {
  const place = scratch(t);
  place.write('task.md', 'Count.');
  const { url, env: keys, sent } = await provider(t, STEPS[0] ?? '', `Two.\n\n${fence('bash', CRASH)}`, STEPS[2] ?? '', 'Done.');
  const flags = ['--model', 'gpt-5', '--base-url', `${url}/v1`, '--max-turns', '1', ...ALLOW];
  const first = await approveRun(place, [...flags, 'task.md'], { env: keys });
  assert.equal(first.code, 6, first.stderr);
  assert.match(first.stderr, /approve-run resume goes on with it/);
  assert.equal((await approveRun(place, ['resume', '--max-turns', '9'], { env: keys })).code, undefined);
  const approver = await approverEndpoint(t, YES);
  const last = await approveRun(place, ['resume', '--approver', approver.url], { env: { ...keys, ...env } });
  assert.equal(last.code, 0, last.stderr);
  assert.match(last.stderr, /\n4 turns/);
  assert.equal(sent().length, 4);
  assert.equal(ran(place), '1\n3\n');
  sound(place);
});
