// `approve-run log RUN --html`: the file, what is left out of it, and that no journal, whoever wrote it, breaks the page.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { runPage } from '../../src/cli/page/run-page.ts';
import type { Fields } from '../../src/journal/chain.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { journalFolder } from '../helpers/journal-folder.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { started, type ToldEvent, tellJournal, told } from '../helpers/told-journal.ts';
import { TOLD_RUN } from '../helpers/told-run.ts';

const REPORT = { run: 'x', status: 'sound', lines: 1, head: '0'.repeat(64), unchecked: false } as const;
const pageOf = (events: readonly Fields[]) => runPage({ run: 'x', events, report: REPORT, outputs: '/nowhere' });

/** Without all of the page in what is said where it fails. */
function assertSays(page: string, says: RegExp): void {
  assert.ok(says.test(page), `${says} is not in the page`);
}

async function ran(place: Scratch, codes: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const task = place.write('task.md', codes.map((code, at) => `Step ${at + 1}.\n\n${fence('bash', code)}`).join('\n'));
  return approveRun(place, ['--policy', 'allow-all', task], { env });
}

const VOID = new Set(['meta', 'br']);

/** Every element is closed where it was opened; what is no element of ours is a text. */
function assertWhole(page: string): void {
  const open: string[] = [];
  for (const [, slash, name = '', self] of page
    .replace(/^<!doctype html>\n/, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s+[a-z0-9-]+(?:="[^"<]*")?)*(\/?)>|</g)) {
    assert.notEqual(name, '', 'a < that begins no element of ours');
    if (slash === '/') assert.equal(open.pop(), name);
    else if (self !== '/' && !VOID.has(name)) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(page, /<(?:script|img|iframe|link|base|object|embed|form)\b| on[a-z]+="/);
  assert.ok(page.endsWith('</html>\n') && Buffer.from(page).toString() === page);
}

test('a file for the user alone, that was not there before; or standard output', async (t) => {
  const place = scratch(t);
  await ran(place, ['echo "one & <two>"', 'exit 3', 'true']);
  const { code, stdout, stderr } = await approveRun(place, ['log', 'last', '--html', 'run.html']);
  assert.deepEqual([code, stdout, stderr], [0, 'Wrote run.html\n', '']);
  const path = join(place.cwd, 'run.html');
  assert.equal((statSync(path).mode & 0o777).toString(8), '600');
  const page = readFileSync(path, 'utf8');
  assertWhole(page);
  assert.equal((await approveRun(place, ['log', 'last', '--html', '-'])).stdout, page);
  const hash = createHash('sha256')
    .update(/<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '')
    .digest('base64');
  const policy = `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`;
  assert.ok(
    page.includes(
      `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<meta name="referrer" content="no-referrer">`,
    ),
  );
  assertSays(page, /<title>\S*task\.md · failed · approve-run<\/title>/);
  assertSays(page, /Journal sound: \d+ lines · head [0-9a-f]{12}\./);
  assertSays(page, /one &amp; &lt;two&gt;\n?<\/pre>/);
  assert.match(
    page,
    /<div class="said">Step 2\.<\/div>[\s\S]*failed · exit 3[\s\S]*Block 3 bash[\s\S]*true<\/span>[\s\S]*skipped: block 2 failed/,
  );
  const again = await approveRun(place, ['log', 'last', '--html', 'run.html']);
  assert.deepEqual(
    [again.code, again.stderr],
    [2, 'approve-run: --html run.html: is there already; name another file, or remove it.\n'],
  );
  assert.equal(readFileSync(path, 'utf8'), page);
});

test('what cannot be written, or is asked for in a way that means nothing, is said', async (t) => {
  const place = scratch(t);
  await ran(place, ['true']);
  for (const [args, says] of [
    [['log', '--html', 'a.html'], /--html shows one run, so name it/],
    [['log', 'last', '--json', '--html', 'a.html'], /Choose one/],
    [['log', 'last', '--html', 'no/such/a.html'], /--html no\/such\/a\.html: cannot be written: ENOENT\./],
    [['log', 'nosuch', '--html', 'a.html'], /there is no run "nosuch"/],
  ] as const) {
    const { code, stderr } = await approveRun(place, args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, says);
  }
  assert.ok(!existsSync(join(place.cwd, 'a.html')));
});

test('secrets of this environment, and what looks like one, are not in it; long outputs are named', async (t) => {
  const place = scratch(t);
  const secret = 'correct horse battery';
  const key = `ghp_${'a1B2'.repeat(9)}`;
  const env = { MY_TOKEN: secret };
  await ran(place, [`echo "${secret} ${key}"`, 'seq 20000'], env);
  const { stdout } = await approveRun(place, ['log', 'last', '--html', '-'], { env });
  assert.ok(!stdout.includes(secret) && !stdout.includes(key));
  assertSays(stdout, /«redacted» «redacted»/);
  assertSays(stdout, /bytes are not in the journal/);
  assertSays(stdout, /<a href="file:\/\/\/\S*\.d\/block-\d+\.out">block-\d+\.out<\/a>/);
});

test('the address of a long output holds no secret either', async (t) => {
  const place = scratch(t);
  const env = { MY_TOKEN: 'correct-horse-battery', APPROVE_RUN_JOURNAL: join(place.home, 'correct-horse-battery') };
  await ran(place, ['seq 20000'], env);
  const { stdout } = await approveRun(place, ['log', 'last', '--html', '-'], { env });
  assertSays(stdout, /bytes: <a href="file:/);
  assert.ok(!stdout.includes('correct-horse'));
});

test('of many changes those that nobody predicted come first, and the rest is counted; what was not compared is said', () => {
  const block = told({ index: 1, code: 'make\n' });
  const file = (at: number) => ({ what: 'created', path: `f${at}`, ...(at === 99 ? { unpredicted: true } : {}) });
  const receipt = {
    files: Array.from({ length: 100 }, (_, at) => file(at)),
    counts: { created: 1000, changed: 0, deleted: 0, unpredicted: 1 },
    ignored: [{ path: 'out/', created: 3, changed: 0, deleted: 0, unpredicted: 2 }],
    missing: [],
    unsure: 'nobody read the code',
    unread: 2,
  };
  const page = pageOf([block.proposed(1), block.started(2), block.finished(3, '', { receipt })]);
  assertSays(page, /<dt>Created<\/dt><dd>f99 {2}! not predicted<\/dd><dd>f0<\/dd>/);
  assertSays(page, /<dd>f7<\/dd><dd>… and 991 more<\/dd><\/div>/);
  assertSays(page, /<dd>out\/: 3 created {2}! 2 not predicted<\/dd>/);
  assertSays(page, /What was predicted, with what happened: nobody read the code\./);
  assertSays(page, /<dd>2 folders could not be read\.<\/dd>/);
});

test('a journal that was changed is named as such', async (t) => {
  const place = scratch(t);
  await ran(place, ['true']);
  const name = readdirSync(journalFolder(place)).find((one) => /^\d.*\.jsonl$/.test(one)) ?? '';
  const path = join(journalFolder(place), name);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"by":"policy"', '"by":"approver"'));
  const { stdout } = await approveRun(place, ['log', 'last', '--html', '-']);
  assertSays(stdout, /The journal is not as it was written:<\/strong> line 5 was edited\./);
});

test('what happened: an edit, who waited how long, a retry, the cost, a block without an end, a run gone on with', async (t) => {
  const place = scratch(t);
  const going = told({ turn: 4, index: 1, code: 'sleep 1\n' });
  const { run, path } = await tellJournal(place, [
    ...TOLD_RUN,
    { type: 'recovered', pid: 7, torn: { bytes: 12, digest: 'x' } },
    { type: 'run-resumed', at: 101_250, turns: 3, settled: 6 },
    { type: 'of-tomorrow', at: 101_300, by: 'a later version' },
    { type: 'turn-started', at: 101_400, turn: 4, text: 'More.', blocks: 0 },
    going.proposed(101_500),
    going.decided(101_600, 100, 'approved', 'grant', 'always'),
    going.started(101_601),
  ]);
  appendFileSync(path, '{"v":1,"n":');
  const { stdout } = await approveRun(place, ['log', run, '--html', '-']);
  assertWhole(stdout);
  for (const says of [
    /did not come to its end/,
    / · unfinished · approve-run<\/title>/,
    /<span class="del"><b><\/b>- find build[\s\S]*<span class="ins"><b>1<\/b>\+ find build/,
    /Block 1\.2 bash<\/span>.*waited 30\.5 s · ran 89 ms/,
    /asked again after 2\.0 s: the provider is overloaded \(529\)/,
    /2,480 in \(826 cached\) · 188 out · about \$0\.010/,
    /after a line that a crash tore \(12 bytes\)/,
    /The run was resumed\. Over before, and not run again: 3 turns, 6 blocks\./,
    /<dt>Took<\/dt><dd>at least 1 min 42 s<\/dd>/,
    /<dt>Deleted<\/dt><dd>build\/ci\/2026-11-01\.log<\/dd><dd>build\/ci\/2026-11-04\.log<\/dd><dd>… and 5 more<\/dd>/,
    /<dd>build\/\.lock {2}! not predicted<\/dd>/,
    /<dd>! writes build\/list\.txt<\/dd>/,
    /of-tomorrow: \{&quot;by&quot;:&quot;a later version&quot;\}/,
    /Block 4\.1 bash <span class="word">started, its end is not known/,
    /<b>approved<\/b> by a grant after 100 ms: always/,
    /pay<\/span><mark>\\u\{202e\}<\/mark>/,
    /2 hidden characters, shown like/,
    /The last lines of its output:/,
    /Journal torn/,
  ])
    assertSays(stdout, says);
});

test('no journal is so odd that it breaks the page', () => {
  const types = [
    'run-started',
    'agent-asked',
    'turn-started',
    'block-proposed',
    'block-edited',
    'block-skipped',
    'block-decided',
    'block-started',
    'block-finished',
    'block-changed',
    'run-finished',
    'recovered',
    'agent-retry',
    'constructor',
    '__proto__',
  ];
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(
      '</pre><script>',
      '\u0000\u202e\ud800',
      Number.POSITIVE_INFINITY,
      -1e308,
      1e308,
      '"\'&<>',
      '```bash\nx\n```',
    ),
  );
  const near = TOLD_RUN.map((event) => fc.record(strange(event, odd), { requiredKeys: [] }));
  const event = fc.oneof(
    fc
      .dictionary(
        fc.constantFrom(
          'mono',
          'turn',
          'text',
          'blocks',
          'block',
          'proposal',
          'reading',
          'verdict',
          'result',
          'kept',
          'summary',
          'task',
          'policies',
          'settings',
          'time',
          'usage',
          'waitedMs',
          'files',
          'torn',
        ),
        odd,
      )
      .chain((fields) => fc.constantFrom(...types).map((type) => ({ ...fields, type }))),
    ...near,
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => assertWhole(pageOf(events as readonly Fields[]))),
    { numRuns: 300 },
  );
});

/** Each field as it is, or anything else. */
function strange(event: ToldEvent, odd: fc.Arbitrary<unknown>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name, fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, odd)]),
  );
}

test('nested to the end of the stack, huge numbers, thousands of events of one block', async (t) => {
  const place = scratch(t);
  const block = told({ index: 1, code: 'true\n' });
  const { run, path } = await tellJournal(place, [
    started,
    block.proposed(10),
    ...Array.from({ length: 5000 }, () => block.decided(20, 1e308)),
  ]);
  appendFileSync(
    path,
    `{"type":"agent-notice","text":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n{"type":"x","mono":1e300,"turn":1e999}\n`,
  );
  const { code, stdout, stderr } = await approveRun(place, ['log', run, '--html', '-']);
  assert.deepEqual([code, stderr], [0, '']);
  assertWhole(stdout);
  assertSays(stdout, /… and 4951 more/);
  assert.ok(stdout.length < 100_000);
});

test('100,000 events: a page that ends, and says what it has no room for', () => {
  const events = Array.from({ length: 25_000 }, (_, at) => {
    const block = told({ turn: at + 1, index: 1, code: `echo ${at}\n` });
    return [block.proposed(at), block.decided(at, 1), block.started(at), block.finished(at, `${at}\n`)];
  }).flat();
  const page = pageOf(events.map(({ at, ...event }) => ({ ...event, mono: at })));
  assertWhole(page);
  assertSays(page, /[\d,]+ more events begin turns, blocks or notes that this page has no room for/);
  assert.ok(page.length < 12_000_000, `${page.length}`);
});

test('100,000 hidden characters on one line', () => {
  const block = told({ index: 1, code: '\u202ea'.repeat(100_000) });
  assertSays(pageOf([block.proposed(1)]), /100000 hidden characters/);
});

test('5 MB at most: 1,000 blocks that fail, or are edited, with all there may be to say of them', () => {
  const code = 'if [ "$a" = "b" ]; then echo "x $y" 12 # c\nfi\n'.repeat(20);
  const effects = Array.from({ length: 40 }, (_, at) => `writes some/folder/file-${at}.txt`);
  const files = effects.map((path) => ({ what: 'created', path: path.slice(7) }));
  const output = `line of ${'words '.repeat(20)}\n`.repeat(30);
  const rich = (at: number) => {
    const block = told({ index: at + 1, code: `${code}${at}`, effects });
    const receipt = { files, counts: { created: 40 }, ignored: [], missing: [] };
    return [block.proposed(at), block.started(at), block.finished(at + 0.5, output, { exitCode: 1, receipt })];
  };
  const edited = (at: number) => {
    const block = told({ index: at + 1, code, proposed: `${code}true\n` });
    return [block.proposed(at), block.edited(at), block.edited(at), block.edited(at), block.decided(at, 1)];
  };
  const text = fence('json', `[${'1, '.repeat(3000)}1]`).repeat(1000);
  for (const one of [rich, edited]) {
    const events = [started, { type: 'turn-started', at: 0, turn: 1, text, blocks: 1000 }];
    const all = [...events, ...Array.from({ length: 1000 }, (_, at) => one(at)).flat()];
    const page = pageOf(all.map(({ at, ...event }) => ({ ...event, mono: at })));
    assert.ok(page.length <= 5_000_000, `${one.name}: ${page.length}`);
    assert.equal(page.match(/<article /g)?.length, 1000);
  }
});

test('1,000 blocks with long outputs are 5 MB at most, and each says what is left out', () => {
  const output = '"&<>\u202e'.repeat(6000);
  const text = Array.from(
    { length: 1000 },
    (_, at) => `Step ${at}.\n\n${fence('bash', `echo ${at} # ${'long '.repeat(80)}`)}`,
  ).join('\n');
  const blocks = Array.from({ length: 1000 }, (_, at) => {
    const block = told({ index: at + 1, code: `echo ${at} # ${'long '.repeat(80)}\n`, effects: ['writes a', 'writes b'] });
    return [block.proposed(at), block.decided(at, 1), block.started(at), block.finished(at + 0.5, output, { exitCode: at % 2 })];
  }).flat();
  const events = [started, { type: 'turn-started', at: 0, turn: 1, text, blocks: 1000 }, ...blocks];
  const page = pageOf(events.map(({ at, ...event }) => ({ ...event, mono: at })));
  assertWhole(page);
  assert.ok(page.length <= 5_000_000, `${page.length}`);
  assert.equal(page.match(/<article /g)?.length, 1000);
  assert.equal(page.match(/[\d,]+ characters are left out of this page; approve-run log --json shows them/g)?.length, 1000);
});
