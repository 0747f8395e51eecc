// The parts of a replay: what a recorded approval answers for, what it is asked about else, and what came of blocks, against then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareResults } from '../../src/cli/replay/compare-results.ts';
import { compareRun } from '../../src/cli/replay/compare-run.ts';
import { pastApprovals } from '../../src/cli/replay/past-approvals.ts';
import { placeIn } from '../../src/cli/replay/place.ts';
import { turnsAgain } from '../../src/cli/replay/turns-again.ts';
import { comparedInAll, comparisonLines } from '../../src/cli/view/comparison-lines.ts';
import { digestOf } from '../../src/digest.ts';
import type { Reading } from '../../src/effects.ts';
import { JournalError } from '../../src/errors.ts';
import type { RunEvent } from '../../src/events.ts';
import type { RecordedBlock, RecordedRun } from '../../src/journal/recorded-run.ts';
import { parseTask } from '../../src/task/parse-task.ts';
import type { BlockResult, CodeBlock, Proposal, Verdict } from '../../src/types.ts';
import { fence } from '../helpers/scratch.ts';

const RUN = '20261122T001922Z-2a71c09e';
const blockOf = (code: string, index = 1): CodeBlock => ({ index, language: 'bash', code, line: 1, digest: digestOf(code) });
const PROPOSAL: Proposal = {
  block: blockOf('true\n'),
  tool: 'bash',
  argv: ['/bin/bash', '{fd}'],
  cwd: '/work',
  folder: '1:2',
  sandbox: 'none',
};
const because = (policy: string, rule: string, decision: Verdict['decision']) => ({ policy, rule, because: 'So.', decision });
const VERDICT: Verdict = {
  decision: 'ask',
  demanded: false,
  reasons: [because('ask', 'default', 'ask'), because('own', 'x', 'allow')],
};
const FILES = [
  { path: '/work/x.sh', digest: 'a', read: true },
  { path: '/work/tried.py', digest: null, read: false },
];
const START = { agent: 'document', cwd: '/work', sandbox: 'none', keepGoing: false, policies: [], settings: {}, flags: {} };

interface Judgement {
  readonly proposal?: Partial<Proposal>;
  readonly verdict?: Partial<Verdict>;
  readonly executes?: Reading['executes'];
}

function recordedBlock(judgement: Judgement = {}, rest: Partial<RecordedBlock> = {}): RecordedBlock {
  const { proposal, verdict, executes = FILES } = judgement;
  return {
    judged: { proposal: { ...PROPOSAL, ...proposal }, verdict: { ...VERDICT, ...verdict }, executes },
    decision: { outcome: 'approved', by: 'approver', reason: 'yes', endsRun: false },
    started: false,
    ...rest,
  };
}

function recordedRun(...turns: readonly (readonly [text: string, ...blocks: RecordedBlock[]])[]): RecordedRun {
  return {
    run: RUN,
    time: '2026-11-22T00:19:22.000Z',
    start: {
      ...START,
      approveRun: '0',
      pid: 1,
      host: 'h',
      task: { source: 't.md', digest: '', text: '' },
    } as RecordedRun['start'],
    writer: { pid: 1 },
    turns: turns.map(([text, ...blocks], at) => ({
      turn: at + 1,
      text,
      final: false,
      count: 1,
      over: false,
      blocks: new Map(blocks.map((block, index) => [index + 1, block])),
    })),
  };
}

const turnStarted = (turn: number): RunEvent => ({ type: 'turn-started', turn, text: '', blocks: 1 });

/** @returns Why it is asked, or by what it is answered. */
function answered(known: RecordedBlock, now: Judgement = {}): string | undefined {
  const place = placeIn(recordedRun(['', known]));
  place.sees(turnStarted(1));
  return oneAnswer(pastApprovals(RUN, place), now);
}

function oneAnswer(past: ReturnType<typeof pastApprovals>, now: Judgement = {}): string | undefined {
  const proposal = { ...PROPOSAL, ...now.proposal };
  const verdict = { ...VERDICT, ...now.verdict };
  const reading: Reading = { effects: [], commands: [], executes: now.executes ?? FILES };
  const reason = past.demand(proposal, verdict, reading);
  if (reason !== undefined) assert.deepEqual([reason.policy, reason.rule, reason.decision], ['approve-run', 'replay', 'ask']);
  const answer = past.precedent?.({ proposal, reading, verdict });
  assert.equal(answer === undefined, reason !== undefined, 'either it is answered, or asked');
  return reason?.because ?? answer;
}

test('where everything is as it was, the approval from then answers, whoever gave it', () => {
  assert.equal(answered(recordedBlock()), `as in ${RUN}, by approver: yes`);
  for (const by of ['policy', 'grant'])
    assert.equal(
      answered(recordedBlock({}, { decision: { outcome: 'approved', by, reason: 'r', endsRun: false } })),
      `as in ${RUN}, by ${by}: r`,
    );
  const first = 'as in 20261121T001922Z-2a71c09e, by approver: yes';
  const again = recordedBlock({}, { decision: { outcome: 'approved', by: 'record', reason: first, endsRun: false } });
  assert.equal(answered(again), first, 'it was given once');
});

const DIFFERENT: readonly (readonly [name: string, now: Judgement, says: RegExp])[] = [
  ['the code', { proposal: { block: blockOf('false\n') } }, /: the code [0-9a-f]{12} → [0-9a-f]{12}\.$/],
  ['the tool', { proposal: { tool: 'sh' } }, /: tool bash → sh\.$/],
  ['its program', { proposal: { argv: ['/opt/bash', '{fd}'] } }, /: run by \/bin\/bash \{fd\} → \/opt\/bash \{fd\}\.$/],
  ['its arguments', { proposal: { argv: ['/bin/bash', '-x', '{fd}'] } }, /: run by /],
  ['the folder', { proposal: { cwd: '/other', folder: '1:3' } }, /: folder \/work → \/other\.$/],
  ['another folder at its path', { proposal: { folder: '1:3' } }, /: another folder is at \/work\.$/],
  ['the sandbox', { proposal: { sandbox: 'on' } }, /: sandbox none → on\.$/],
  ['where it is saved', { proposal: { saveAs: { path: '/work/y' } } }, /: saved as nothing → \/work\/y\.$/],
  ['a file that it runs', { executes: [{ path: '/work/x.sh', digest: 'b', read: true }] }, /: \.\/x\.sh is another file\.$/],
  ['a file less', { executes: [] }, /: \.\/x\.sh is not run\.$/],
  ['a file more', { executes: [...FILES, { path: '/y', digest: 'c', read: false }] }, /: \/y is run\.$/],
  ['one that was not there', { executes: FILES.map((file) => ({ ...file, digest: 'a' })) }, /: \.\/tried\.py is run\.$/],
  [
    'the decision',
    { verdict: { decision: 'allow', reasons: [because('own', 'x', 'allow')] } },
    /: policy ask \(ask: default\) → allow \(own: x\)\.$/,
  ],
  [
    'the rule',
    { verdict: { reasons: [because('ask', 'danger', 'ask')] } },
    /: policy ask \(ask: default\) → ask \(ask: danger\)\.$/,
  ],
  [
    'one more that asks',
    { verdict: { reasons: [...VERDICT.reasons, because('b', 'y', 'ask')] } },
    /→ ask \(ask: default, b: y\)\.$/,
  ],
  ['one more that allows', { verdict: { reasons: [...VERDICT.reasons, because('b', 'y', 'allow')] } }, /^as in/],
  ['what demands it', { verdict: { demanded: true } }, /: a rule demands to be asked\.$/],
  ['a typed code', { verdict: { confirm: 'code' } }, /^It was approved then; a typed code is wanted each time\.$/],
  [
    'all at once',
    { proposal: { tool: '\u001b[2J', argv: ['/x'], cwd: '/o', sandbox: 'on' } },
    /: tool bash → \\u\{1b\}\[2J; run by [^;]*; folder \/work → \/o and 1 more\.$/,
  ],
];

for (const [name, now, says] of DIFFERENT)
  test(`what is another now: ${name}`, () => assert.match(answered(recordedBlock(), now) ?? '', says));

const UNDECIDED: readonly (readonly [name: string, known: RecordedBlock, says: RegExp])[] = [
  ['nothing of it', { started: false }, /^It was never decided about then\.$/],
  ['skipped', { started: false, skipped: 'block 1 failed' }, /^It was skipped then: block 1 failed\.$/],
  [
    'proposed only',
    { started: false, judged: { proposal: PROPOSAL, verdict: VERDICT, executes: FILES } },
    /^It was never decided/,
  ],
  ...(
    [
      ['denied', /^It was denied then: no$/],
      ['timed-out', /^Nobody answered in time then\.$/],
      ['cancelled', /^It was cancelled then\.$/],
      ['failed', /^It could not be asked about then: no$/],
    ] as const
  ).map(
    ([outcome, says]) =>
      [outcome, recordedBlock({}, { decision: { outcome, by: 'approver', reason: 'no', endsRun: false } }), says] as const,
  ),
];

for (const [name, known, says] of UNDECIDED)
  test(`what was not approved then: ${name}`, () => assert.match(answered(known) ?? '', says));

test('what was started and never ended, or never started, was approved all the same', () => {
  assert.match(answered(recordedBlock({}, { started: true })) ?? '', /^as in/);
});

test('an approval answers once, where it stood; equal blocks elsewhere do not borrow it', () => {
  const place = placeIn(recordedRun(['', recordedBlock()], ['']));
  const past = pastApprovals(RUN, place);
  const at = (turn: number, index: number) => {
    place.sees(turnStarted(turn));
    return oneAnswer(past, { proposal: { block: blockOf('true\n', index) } });
  };
  assert.match(at(1, 2) ?? '', /never decided/);
  assert.match(at(2, 1) ?? '', /never decided/);
  assert.match(at(1, 1) ?? '', /^as in/);
  assert.match(at(1, 1) ?? '', /^It was changed in this run/);
});

test('what an earlier replay demanded is no part of what the policies said', () => {
  const demanded = { demanded: true, reasons: [because('approve-run', 'replay', 'ask'), ...VERDICT.reasons] };
  assert.match(answered(recordedBlock({ verdict: demanded })) ?? '', /^as in/);
  assert.match(
    answered(recordedBlock({ verdict: demanded }), { verdict: { reasons: [because('b', 'y', 'ask')] } }) ?? '',
    /^Not as/,
  );
  const replaces = { demanded: true, reasons: [because('approve-run', 'replaces-file', 'ask'), ...VERDICT.reasons] };
  assert.match(answered(recordedBlock({ verdict: replaces })) ?? '', /^Not as/);
});

test('the turns again: a document with the lines of its file, blocks as a person changed them, and a journal that contradicts itself', async () => {
  const task = await parseTask(`---\ntimeout: 9\n---\n${fence('bash', 'true')}`, 't.md');
  const mine = blockOf('mine\n');
  const edited = recordedBlock({ proposal: { block: { ...mine, proposed: { code: 'true\n', digest: digestOf('true\n') } } } });
  const [first, second] = turnsAgain(recordedRun([task.text, edited], [`x\n${fence('bash', 'true')}`]), task);
  assert.deepEqual(first?.blocks, [{ ...mine, line: 4, proposed: { code: 'true\n', digest: digestOf('true\n') } }]);
  assert.deepEqual(
    second?.blocks.map(({ line }) => line),
    [2],
  );
  const other = { ...mine, code: 'other\n' };
  for (const block of [mine, { ...other, proposed: edited.judged?.proposal.block.proposed } as CodeBlock])
    assert.throws(() => turnsAgain(recordedRun([task.text, recordedBlock({ proposal: { block } })]), task), JournalError);
});

const resultOf = (text: string, rest: Partial<BlockResult> = {}): BlockResult => ({
  exitCode: 0,
  signal: null,
  durationMs: 1,
  bytes: Buffer.byteLength(text),
  output: { head: text, tail: '', omittedBytes: 0 },
  timedOut: false,
  interrupted: false,
  leftover: [],
  ...rest,
});
const plain = { dim: String, strong: String, good: String, warn: String, bad: String };
const shown = (before: BlockResult, now: BlockResult) =>
  comparisonLines({ ...compareResults(before, now) }, plain).map(([lead, text]) => `${lead}${text}`);
const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `${at + from}\n`).join('');
const long = (middle: number, head = 'h', tail = 't') =>
  resultOf('', {
    bytes: 32_768 + middle,
    output: { head: head.repeat(16_384), tail: tail.repeat(16_384), omittedBytes: middle },
  });

const COMPARED: readonly (readonly [name: string, before: BlockResult, now: BlockResult, shown: readonly string[]])[] = [
  ['the same', resultOf('a\n'), resultOf('a\n', { durationMs: 99 }), ['  same']],
  ['the exit code', resultOf(''), resultOf('', { exitCode: 1 }), ['  ≠ exit 0 → 1']],
  ['a signal', resultOf(''), resultOf('', { exitCode: null, signal: 'SIGTERM' }), ['  ≠ exit 0 → ended by SIGTERM']],
  [
    'a time limit',
    resultOf('', { exitCode: 124 }),
    resultOf('', { exitCode: 124, timedOut: true }),
    ['  ≠ exit 124 → ended at its time limit, exit 124'],
  ],
  ['one line of several', resultOf('a\nb\nc\n'), resultOf('a\nB\nc\n'), ['  ≠ output, 6 bytes', '    - b', '    + B']],
  ['no output', resultOf('a\n'), resultOf(''), ['  ≠ output, 2 → 0 bytes', '    - a']],
  ['a line more', resultOf('a\n'), resultOf('a\nb\n'), ['  ≠ output, 2 → 4 bytes', '    + b']],
  [
    'the line feed at the end',
    resultOf('a\n'),
    resultOf('a'),
    ['  ≠ output, 2 → 1 bytes', '    - a', '    + a', '      (without a line feed at its end)'],
  ],
  [
    'escape sequences',
    resultOf('a\n'),
    resultOf('\u001b[2J\u202e\r\n'),
    ['  ≠ output, 2 → 9 bytes', '    - a', '    + \\u{1b}[2J\\u{202e}\\u{d}'],
  ],
  [
    'many lines',
    resultOf(many(20)),
    resultOf(many(20, 100)),
    [
      '  ≠ output, 50 → 80 bytes',
      ...[0, 1, 2, 3, 4].map((n) => `    - ${n}`),
      ...[100, 101, 102, 103, 104].map((n) => `    + ${n}`),
      '      … 30 more',
    ],
  ],
  [
    'bytes that are no text',
    resultOf('\ufffd', { bytes: 1 }),
    resultOf('\ufffd', { bytes: 2 }),
    ['  ≠ output, 1 → 2 bytes, though the text that is kept of it is the same'],
  ],
  [
    'the middle of a long one',
    long(10),
    long(20),
    ['  ≠ output, 32778 → 32788 bytes, though the text that is kept of it is the same'],
  ],
];

for (const [name, before, now, lines] of COMPARED)
  test(`what came of a block, against then: ${name}`, () => assert.deepEqual(shown(before, now), lines));

test('lines without end are cut about where they differ; too much to match is shown from the first that differs', () => {
  const [, gone = '', come = ''] = shown(resultOf(`${'x'.repeat(30_000)}one`), resultOf(`${'x'.repeat(30_000)}two`));
  assert.match(gone, /^ {4}- …x{20}one$/);
  assert.match(come.trim(), /^\(without|^\+ …x{20}two$/);
  assert.ok(shown(long(10), long(10, 'o')).every((line) => line.length < 300));
  assert.match(shown(long(10), long(10, 'h', 'T')).join('\n'), /- t{20,}…\n.*\n? {4}\+ T{20,}…/);
  const rows = shown(resultOf(many(4000)), resultOf(many(4000, 5000)));
  assert.deepEqual([rows.length, rows.at(-1)], [12, '      … 7990 more']);
});

test('a run: each block that has a result then, and the counts before its end; of long outputs the digest counts', async () => {
  const digest = (text: string) => digestOf(text);
  const kept = { file: 'block-1.out', bytes: 4, digest: digest('abcd') };
  const known = [
    recordedBlock({}, { result: long(10), kept }),
    recordedBlock({}, { result: long(10), kept }),
    recordedBlock({}, { result: resultOf('') }),
    recordedBlock({}, { started: true }),
  ];
  const place = placeIn(recordedRun(['', ...known]));
  const told: RunEvent[] = [];
  const emit = compareRun(place)((event) => void told.push(event));
  await emit(turnStarted(1));
  for (const [index, chunks, result] of [
    [1, ['ab', 'cdX'], long(10)],
    [2, ['abc', 'DX'], long(10)],
    [4, [], resultOf('')],
  ] as const) {
    const block = blockOf('true\n', index);
    await emit({ type: 'block-started', block, argv: [], cwd: '/' });
    for (const chunk of chunks) await emit({ type: 'block-output', block, chunk: Buffer.from(chunk) });
    await emit({ type: 'block-finished', block, result });
  }
  const summary = { turns: 1, ran: 3, failed: 0, denied: 0, skipped: 0, durationMs: 1, exitCode: 0, leftover: [] };
  await emit({ type: 'run-finished', summary });
  const compared = told.flatMap((event) => (event.type === 'block-compared' ? [[event.block.index, event.same]] : []));
  assert.deepEqual(compared, [
    [1, true],
    [2, false],
  ]);
  const inAll = told.at(-2);
  assert.deepEqual(inAll, { type: 'run-compared', same: 1, differ: 1, missing: 1, added: 1 });
  assert.equal(
    comparedInAll({ ...inAll }),
    '1 of 3 blocks came out as before · 1 differs · 1 did not run · 1 had no result then',
  );
});
