// `--approver URL` from end to end: an HTTP endpoint is asked instead of the terminal, which is told that it is waited for.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { answerApproval, type DecideApproval } from '../../src/approval/http/answer-approval.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { type Answering, answerTo, approverEndpoint, KEY, OTHER_KEY, sendSigned } from '../helpers/approver-endpoint.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const ENV = { APPROVE_RUN_APPROVER_KEY: KEY };
const WAITING = /waiting for 127\.0\.0\.1:\d+ · \d+ s left$/;

/** An endpoint made of the reference implementation. */
async function decided(t: TestContext, decide: DecideApproval) {
  return approverEndpoint(t, async ({ body, headers }, response) => {
    const answer = await answerApproval({ body, headers, key: KEY }, decide);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
}

function task(place: Scratch, ...codes: string[]): string {
  return place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
}

test('without a terminal: yes, for this one and for the tool', async (t) => {
  const place = scratch(t);
  const { url, asked } = await decided(t, ({ canRemember }) => ({
    approved: true,
    reason: 'seen by Ann',
    ...(canRemember ? { remember: 'tool' } : {}),
  }));
  const path = task(place, 'echo one', 'echo two', 'eval "$NOTHING"', 'echo four');
  const ran = await approveRun(place, ['--json', '--approver', url, path], { env: ENV });
  assert.equal(ran.code, 0, ran.stderr);
  const events = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.filter(({ type }) => type === 'block-decided').map(({ outcome, by, reason }) => `${outcome} ${by} ${reason}`),
    [
      'approved approver seen by Ann',
      'approved grant always bash',
      'approved approver seen by Ann',
      'approved grant always bash',
    ],
  );
  assert.deepEqual(
    asked.map(({ data }) => [data.code, data.canRemember]),
    [
      ['echo one\n', true],
      ['eval "$NOTHING"\n', false],
    ],
    'what a rule demands is asked all the same',
  );
  assert.ok(!`${ran.stdout}${ran.stderr}`.includes(KEY.slice(6)));
});

test('denied: the reason is shown, and one that is empty is filled in', async (t) => {
  const place = scratch(t);
  const { url } = await decided(t, ({ code }) => ({
    approved: false,
    reason: code.includes('first') ? 'not \u001b[2Jtoday' : '',
  }));
  const args = ['--keep-going', '--denied-message', 'no reason given', '--approver', url];
  const ran = await approveRun(place, [...args, task(place, 'touch first', 'touch second')], { env: ENV });
  assert.equal(ran.code, 3);
  assert.match(ran.stderr, /✗ 1\/2 not run: not \\u\{1b\}\[2Jtoday/);
  assert.match(ran.stderr, /✗ 2\/2 not run: no reason given/);
  for (const name of ['first', 'second']) assert.equal(existsSync(join(place.cwd, name)), false);
});

test('what a policy denies is not asked about', async (t) => {
  const place = scratch(t);
  const { url, asked } = await decided(t, () => ({ approved: true, reason: 'yes' }));
  const ran = await approveRun(place, ['--policy', 'deny-all', '--approver', url, task(place, 'touch marker')], { env: ENV });
  assert.deepEqual([ran.code, asked.length, existsSync(join(place.cwd, 'marker'))], [3, 0, false]);
});

test('another text is judged, and asked about anew', async (t) => {
  const place = scratch(t);
  const { url, asked } = await decided(t, ({ attempt }) =>
    attempt === 1 ? { approved: false, reason: 'shorter', edited: 'echo short\n' } : { approved: true, reason: 'yes' },
  );
  const ran = await approveRun(place, ['--approver', url, task(place, 'echo very long')], { env: ENV });
  assert.deepEqual([ran.code, ran.stdout], [0, 'short\n']);
  assert.deepEqual(
    asked.map(({ data }) => [data.code, data.proposed, data.attempt]),
    [
      ['echo very long\n', undefined, 1],
      ['echo short\n', 'echo very long\n', 2],
    ],
  );
  assert.notEqual(asked[0]?.data.id, asked[1]?.data.id);
});

const FAILURES: readonly [string, Answering, readonly string[], number, RegExp][] = [
  [
    'an answer that is not signed',
    (asked, response) => response.end(answerTo(asked)),
    [],
    3,
    /127\.0\.0\.1:\d+ gave an answer that does not count: it is not signed/,
  ],
  [
    'one with another key',
    (asked, response) => sendSigned(response, asked, answerTo(asked), { key: OTHER_KEY }),
    [],
    3,
    /signed with another key/,
  ],
  ['nobody answers', () => {}, ['--timeout', '0.3'], 4, /no one answered within 0\.3 s; this is not a refusal/],
  [
    'nobody answers, and the run goes on',
    () => {},
    ['--timeout', '0.3', '--on-timeout', 'deny'],
    3,
    /no one answered within 0\.3 s/,
  ],
];
for (const [name, answer, flags, code, says] of FAILURES) {
  test(`not approved: ${name}`, async (t) => {
    const place = scratch(t);
    const { url } = await approverEndpoint(t, answer);
    const ran = await approveRun(place, [...flags, '--approver', url, task(place, 'touch marker')], { env: ENV });
    assert.equal(ran.code, code, ran.stderr);
    assert.match(ran.stderr, says);
    assert.equal(existsSync(join(place.cwd, 'marker')), false);
  });
}

const USAGE: readonly [string, string, NodeJS.ProcessEnv, RegExp][] = [
  ['no key', 'https://a.example', {}, /APPROVE_RUN_APPROVER_KEY is not set.*openssl rand -base64 32/],
  ['a key that is too short', 'https://a.example', { APPROVE_RUN_APPROVER_KEY: 'c3dvcmRmaXNo' }, /and is 9 bytes/],
  ['plain http', 'http://a.example', ENV, /http:\/\/a\.example must be asked by https/],
  ['a password', 'https://me:swordfish@a.example', ENV, /--approver must be an address such as/],
  ['no address', 'a.example', ENV, /--approver must be an address such as/],
];
for (const [name, url, env, says] of USAGE) {
  test(`nothing runs: ${name}`, async (t) => {
    const place = scratch(t);
    const recording = join(place.cwd, 'run.jsonl');
    const args = ['--policy', 'allow-all', '--record', recording, '--approver', url, task(place, 'touch marker')];
    const ran = await approveRun(place, args, { env });
    assert.deepEqual([ran.code, ran.stdout], [2, '']);
    assert.match(ran.stderr, says);
    assert.doesNotMatch(ran.stderr, /swordfish|c3dvcmRm/);
    for (const path of [recording, join(place.cwd, 'marker')]) assert.equal(existsSync(path), false);
  });
}

test("a project's file cannot name one; the environment and one's own file can", async (t) => {
  const place = scratch(t);
  const { url, asked } = await decided(t, () => ({ approved: true, reason: 'yes' }));
  const path = task(place, 'echo ran');
  place.write('.approvalrc', JSON.stringify({ approver: url }));
  const ignored = await approveRun(place, [path], { env: ENV });
  assert.deepEqual([ignored.code, asked.length], [3, 0]);
  assert.match(ignored.stderr, /is not trusted; ignored in it: "approver"/);
  const byVariable = await approveRun(place, [path], { env: { ...ENV, APPROVE_RUN_APPROVER: url } });
  assert.deepEqual([byVariable.stdout, asked.length], ['ran\n', 1]);
  place.write('../.config/approve-run/config.json', JSON.stringify({ approver: url }));
  const byFile = await approveRun(place, [path], { env: ENV });
  assert.deepEqual([byFile.stdout, asked.length], ['ran\n', 2]);
  const config = await approveRun(place, ['config', '--json'], { env: ENV });
  assert.equal(JSON.parse(config.stdout).settings.approver.value, url);
  const doctor = await approveRun(place, ['doctor'], { env: ENV });
  assert.match(doctor.stdout, /✓ questions +are asked of 127\.0\.0\.1:\d+ \(~\/\.config\/approve-run\/config\.json\)/);
  const broken = await approveRun(place, ['doctor']);
  assert.equal(broken.code, 1);
  assert.match(broken.stdout, /✗ questions [\s\S]*→ The approver has no key: APPROVE_RUN_APPROVER_KEY is not set/);
  assert.equal(asked.length, 2, 'neither asks anybody');
});

test('blocks never see the key, events and records have none of it', async (t) => {
  const place = scratch(t);
  const { url } = await decided(t, () => ({ approved: true, reason: 'yes' }));
  const recording = join(place.cwd, 'run.jsonl');
  const args = [
    '--json',
    '--record',
    recording,
    '--env',
    'APPROVE_RUN_APPROVER_KEY',
    '--approver',
    url,
    task(place, 'env; exit 1'),
  ];
  const ran = await approveRun(place, args, { env: ENV });
  assert.equal(ran.code, 1);
  assert.match(ran.stdout, /APPROVE_RUN_ID=/);
  for (const text of [ran.stdout, ran.stderr, readFileSync(recording, 'utf8')])
    assert.ok(!text.includes(KEY.slice(6)) && !text.includes('APPROVER_KEY='));
});

test('at a terminal: the whole block, then a calm line, which leaves no trace; keys answer nothing', async (t) => {
  const place = scratch(t);
  let answer = () => {};
  const { url } = await approverEndpoint(t, (asked, response) => {
    answer = () => sendSigned(response, asked, answerTo(asked));
  });
  const lines = Array.from({ length: 60 }, (_, at) => `echo line ${at + 1}`);
  const run = inTerminal(place, ['--approver', url, task(place, lines.join('\n'))], { env: ENV, rows: 20 });
  assert.match(await run.until(WAITING), /echo line 60/);
  run.type('y\r');
  await run.until(/· 2[0-8] s left$/);
  answer();
  assert.equal(await run.ended(), 0);
  const screen = await run.screen();
  assert.match(screen, /│ line 60\n✓ 1\/1 exit 0/);
  assert.doesNotMatch(screen, /waiting for|Run this/);
  assert.equal(run.bells(), 0);
});

test('at a terminal: Ctrl-C ends the waiting', async (t) => {
  const place = scratch(t);
  const { url } = await approverEndpoint(t, () => {});
  const args = ['--timeout', '0', '--approver', url, task(place, 'touch marker')];
  const run = inTerminal(place, args, { env: ENV });
  await run.until(/waiting for 127\.0\.0\.1:\d+ · \d+ s$/);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
  assert.doesNotMatch(await run.screen(), /waiting for/);
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});
