// Journals on a disk: their rights, a disk that is full, a clock that goes backwards, a crash and what is made of it, keys, the index.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { JournalError } from '../../src/errors.ts';
import { DISK, type Disk } from '../../src/journal/append-file.ts';
import { parseLine } from '../../src/journal/chain.ts';
import { listRuns } from '../../src/journal/list-runs.ts';
import { createJournal, type JournalOptions, reopenJournal } from '../../src/journal/open-journal.ts';
import { outputFiles } from '../../src/journal/output-files.ts';
import { pruneRuns } from '../../src/journal/prune-runs.ts';
import { addToIndex, type RunEntry } from '../../src/journal/run-index.ts';
import { splitLines } from '../../src/journal/split-lines.ts';
import { verifyFolder } from '../../src/journal/verify-folder.ts';
import { scratch } from '../helpers/scratch.ts';

const KEY = Buffer.alloc(32, 7);
const SUMMARY = { ran: 1, failed: 0, denied: 0, skipped: 0, durationMs: 1, exitCode: 0 };
const isRoot = process.getuid?.() === 0;

function place(t: TestContext): string {
  return join(scratch(t).home, 'state', 'journal');
}

/** A run of so many events that came to its end. */
async function finished(folder: string, events: number, { key, ...rest }: Omit<JournalOptions, 'folder'> = {}) {
  const journal = createJournal({ folder, key, ...rest });
  journal.write({ type: 'run-started', run: journal.run });
  for (let at = 0; at < events - 2; at += 1) journal.write({ type: 'agent-notice', text: `event ${at}` });
  journal.write({ type: 'run-finished' });
  journal.close();
  await addToIndex(folder, entryOf(journal.run, journal.end()), key);
  return journal;
}

function entryOf(run: string, end: { lines: number; head: string }): RunEntry {
  return { type: 'run', run, task: 't.md', cwd: '/', ...end, summary: SUMMARY };
}

const only = (folder: string, key?: Buffer) => verifyFolder(folder, key).runs[0];

test('the folder, its files and the index are the user’s alone', async (t) => {
  const folder = place(t);
  const { path, run } = await finished(folder, 3);
  const output = outputFiles(folder, run);
  output.push(Buffer.alloc(40_000));
  output.end();
  const modes = [folder, path, join(folder, 'index.jsonl'), join(folder, `${run}.d`), join(folder, `${run}.d/block-1.out`)];
  assert.deepEqual(
    modes.map((file) => (statSync(file).mode & 0o777).toString(8)),
    ['700', '600', '600', '700', '600'],
  );
});

test('a folder that others may write to is refused, and one that is a file', (t) => {
  const { home, write } = scratch(t);
  const shared = join(home, 'shared');
  mkdirSync(shared);
  chmodSync(shared, 0o777);
  assert.throws(() => createJournal({ folder: shared }), /others may write there\. Nothing was run\./);
  assert.throws(() => createJournal({ folder: join(write('file', ''), 'journal') }), /ENOTDIR.*Nothing was run\./);
});

test('a folder that is read-only', { skip: isRoot && 'root may write everywhere' }, (t) => {
  const folder = place(t);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o500);
  assert.throws(() => createJournal({ folder }), /EACCES.*Nothing was run\./);
});

/** A disk with so many bytes left. */
function smallDisk(bytes: number): Disk {
  let left = bytes;
  return {
    ...DISK,
    write(descriptor, line) {
      if (left === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      const part = line.subarray(0, Math.min(left, line.length));
      left -= part.length;
      return DISK.write(descriptor, part);
    },
  };
}

test('a full disk: the error says what ran by then, and what is there is a chain with a torn end', (t) => {
  const folder = place(t);
  const none = createJournal({ folder, disk: smallDisk(10) });
  assert.throws(
    () => none.write({ type: 'run-started' }),
    (error: JournalError) => error.exitCode === 2 && /\(ENOSPC\), so nothing was run/.test(error.message),
  );
  assert.equal(existsSync(none.path), false, 'a journal without a first line is none');

  const some = createJournal({ folder, disk: smallDisk(700) });
  some.write({ type: 'run-started', run: some.run });
  some.write({ type: 'block-started' });
  const write = () => some.write({ type: 'block-finished', text: 'x'.repeat(1000) });
  assert.throws(write, (error: JournalError) => error.exitCode === 1 && /the run was stopped/.test(error.message));
  assert.throws(write, JournalError, 'nothing is written after it');
  assert.deepEqual([only(folder)?.status, only(folder)?.lines], ['torn', 2]);
});

test('a disk that cannot promise anything stops the run, too', (t) => {
  const sync = () => {
    throw Object.assign(new Error('input/output error'), { code: 'EIO' });
  };
  const journal = createJournal({ folder: place(t), disk: { ...DISK, sync } });
  journal.write({ type: 'run-started' });
  assert.throws(() => journal.sync(), /\(EIO\), so nothing was run/);
});

test('a clock that goes backwards', async (t) => {
  const folder = place(t);
  let looks = 0;
  const look = () => {
    looks += 1;
    return looks;
  };
  const clock = { now: () => new Date(1_800_000_000_000 - look() * 60_000), mono: () => look() * 5 };
  const { path } = await finished(folder, 10, { clock });
  const lines = splitLines(readFileSync(path)).lines.map(parseLine);
  const times = lines.map((line) => Date.parse(String(line?.time)));
  const monos = lines.map((line) => Number(line?.mono));
  assert.ok(times.every((time, at) => at === 0 || time < (times[at - 1] ?? 0)));
  assert.ok(monos.every((time, at) => at === 0 || time > (monos[at - 1] ?? 0)));
  assert.equal(only(folder)?.status, 'sound');
});

test('a journal that a crash tore, at every byte of its last line: sealed, and gone on with', (t) => {
  const folder = place(t);
  const journal = createJournal({ folder });
  journal.write({ type: 'run-started', run: journal.run });
  journal.write({ type: 'block-started', text: '«é»' });
  journal.close();
  const whole = readFileSync(journal.path);
  const first = whole.indexOf('\n') + 1;
  for (let length = first; length <= whole.length; length += 1) {
    writeFileSync(journal.path, whole.subarray(0, length));
    const torn = length > first && length < whole.length;
    assert.equal(only(folder)?.status, torn ? 'torn' : 'unfinished', `${length} bytes`);
    const again = reopenJournal(journal.run, { folder });
    again.write({ type: 'block-started' });
    again.close();
    const { lines } = splitLines(readFileSync(journal.path));
    assert.equal(lines.map((line) => parseLine(line)?.type).at(-2), 'recovered');
    assert.deepEqual(only(folder)?.status, 'unfinished', `${length} bytes, gone on with`);
    // Sealed is sealed.
    const sealed = readFileSync(journal.path);
    sealed[first] = (sealed[first] ?? 0) ^ 1;
    writeFileSync(journal.path, sealed);
    if (length > first) assert.deepEqual([only(folder)?.status, only(folder)?.broken?.line], ['broken', 2], `${length} bytes`);
  }
});

test('a run that ended and is gone on with: the index knows both ends', async (t) => {
  const folder = place(t);
  const { run, path } = await finished(folder, 5);
  const again = reopenJournal(run, { folder });
  again.write({ type: 'run-finished' });
  again.close();
  assert.match(only(folder)?.broken?.what ?? '', /the index does not know it/);
  await addToIndex(folder, entryOf(run, again.end()), undefined);
  assert.deepEqual([only(folder)?.status, only(folder)?.lines], ['sound', 7]);
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 3));
  assert.equal(only(folder)?.broken?.line, 7);
  const before = splitLines(bytes)
    .lines.slice(0, 5)
    .map((line) => line.length + 1);
  truncateSync(
    path,
    before.reduce((sum, length) => sum + length, 0),
  );
  assert.equal(only(folder)?.broken?.line, 6, 'what was gone on with is missing');
});

test('a key: signed lines, another key, no key, lines that are not signed', async (t) => {
  const folder = place(t);
  const { path, run } = await finished(folder, 6, { key: KEY });
  assert.deepEqual([only(folder, KEY)?.status, only(folder, KEY)?.unchecked], ['sound', false]);
  assert.deepEqual([only(folder)?.status, only(folder)?.unchecked], ['sound', true]);
  assert.deepEqual(only(folder, Buffer.alloc(32, 8))?.broken, { line: 1, what: 'was edited: its signature is wrong' });
  // Whoever has no key may write a chain that is sound, and its index.
  rmSync(path);
  rmSync(join(folder, 'index.jsonl'));
  const forged = createJournal({ folder });
  forged.write({ type: 'run-started', run: forged.run });
  forged.write({ type: 'run-finished' });
  await addToIndex(folder, entryOf(forged.run, forged.end()), undefined);
  assert.equal(only(folder)?.status, 'sound');
  assert.deepEqual(only(folder, KEY)?.broken, { line: 1, what: 'is not signed with this key' });
  assert.notEqual(run, forged.run);
});

const MEANWHILE: readonly { readonly what: string; readonly change: (path: string) => void }[] = [
  { what: 'removed', change: (path) => rmSync(path) },
  { what: 'moved', change: (path) => renameSync(path, `${path}.old`) },
  { what: 'replaced by a copy', change: (path) => replaced(path) },
  { what: 'emptied', change: (path) => truncateSync(path, 0) },
  { what: 'written to', change: (path) => appendFileSync(path, 'x') },
];

function replaced(path: string): void {
  const bytes = readFileSync(path);
  renameSync(path, `${path}.old`);
  writeFileSync(path, bytes);
}

for (const { what, change } of MEANWHILE)
  test(`${what} while the run goes on: nothing more is started`, (t) => {
    const journal = createJournal({ folder: place(t) });
    journal.write({ type: 'run-started', run: journal.run });
    journal.write({ type: 'block-started' });
    journal.sync();
    change(journal.path);
    journal.write({ type: 'block-finished' });
    assert.throws(
      () => journal.sync(),
      (error: JournalError) =>
        error.exitCode === 1 && /moved, removed or changed by something else, so the run was stopped/.test(error.message),
    );
    assert.throws(() => journal.write({ type: 'block-started' }), JournalError);
  });

test('outputs are not written through a link that a block put there, nor over what is there already', (t) => {
  const folder = place(t);
  const elsewhere = join(scratch(t).home, 'elsewhere');
  mkdirSync(elsewhere);
  const journal = createJournal({ folder });
  symlinkSync(elsewhere, join(folder, `${journal.run}.d`));
  const led = outputFiles(folder, journal.run);
  led.push(Buffer.alloc(40_000));
  assert.throws(() => led.end(), { code: 'ENOTDIR' });
  assert.deepEqual(readdirSync(elsewhere), []);
  // A run that is gone on with finds what a crash left of an output.
  rmSync(join(folder, `${journal.run}.d`));
  mkdirSync(join(folder, `${journal.run}.d`));
  writeFileSync(join(folder, `${journal.run}.d/block-3.out`), 'cut');
  const again = outputFiles(folder, journal.run, 2);
  const names = [0, 1].map(() => {
    again.push(Buffer.alloc(40_000));
    return again.end()?.file;
  });
  assert.deepEqual(names, ['block-4.out', 'block-5.out']);
});

const ODD: readonly { readonly what: string; readonly make: (path: string) => void }[] = [
  { what: 'a folder', make: (path) => mkdirSync(path) },
  { what: 'a link', make: (path) => symlinkSync('/etc/passwd', path) },
  { what: 'a named pipe', make: (path) => execFileSync('mkfifo', [path]) },
];

for (const { what, make } of ODD)
  test(`${what} in the place of a journal, or of the index`, { timeout: 20_000 }, async (t) => {
    const folder = place(t);
    const { run } = await finished(folder, 3);
    const gone = await finished(folder, 3);
    make(join(folder, '20200101T000000Z-00000000.jsonl'));
    rmSync(gone.path);
    make(gone.path);
    const { runs } = verifyFolder(folder, undefined);
    assert.deepEqual(
      runs.map((one) => [one.run, one.status]),
      [
        [run, 'sound'],
        [gone.run, 'broken'],
      ],
    );
    assert.deepEqual(
      listRuns(folder).map((one) => one.run),
      [run],
    );
    rmSync(join(folder, 'index.jsonl'));
    make(join(folder, 'index.jsonl'));
    assert.equal(only(folder)?.broken?.line, 3, 'the index does not know it');
    await assert.rejects(addToIndex(folder, entryOf(run, { lines: 3, head: '' }), undefined));
  });

test('one that cannot be read, and names that are no moments, keep nobody from the others', async (t) => {
  const folder = place(t);
  const { run } = await finished(folder, 3);
  writeFileSync(join(folder, '20209999T999999Z-00000001.jsonl'), '');
  const huge = '20200101T000000Z-00000001';
  writeFileSync(join(folder, `${huge}.jsonl`), '');
  truncateSync(join(folder, `${huge}.jsonl`), 2 ** 40);
  const { runs } = verifyFolder(folder, undefined);
  assert.deepEqual(
    runs.map((one) => [one.run, one.broken?.what]),
    [
      [huge, 'cannot be read (ERR_FS_FILE_TOO_LARGE)'],
      [run, undefined],
    ],
  );
  assert.deepEqual(
    listRuns(folder).map((one) => [one.run, one.state]),
    [
      [run, 'finished'],
      [huge, 'unfinished'],
    ],
  );
  assert.equal((await pruneRuns(folder, new Date(Date.now() + 60_000), undefined)).length, 2);
});

test('an index speaks of runs only by their names', async (t) => {
  const folder = place(t);
  const { run } = await finished(folder, 3);
  await addToIndex(folder, entryOf('../../elsewhere\u001b[2J', { lines: 1, head: '' }), undefined);
  assert.deepEqual(
    verifyFolder(folder, undefined).runs.map((one) => one.run),
    [run],
  );
});

test('a run that is gone on with is not over, whatever the index knows, and is not pruned', async (t) => {
  const folder = place(t);
  const journal = createJournal({ folder });
  journal.write({ type: 'run-started', run: journal.run, host: hostname(), pid: 2 ** 22 + 1 });
  journal.write({ type: 'run-finished', summary: SUMMARY });
  journal.close();
  await addToIndex(folder, entryOf(journal.run, journal.end()), undefined);
  const state = () => listRuns(folder).map((one) => one.state);
  assert.deepEqual(state(), ['finished']);
  const again = reopenJournal(journal.run, { folder });
  assert.deepEqual(state(), ['running']);
  assert.deepEqual(await pruneRuns(folder, new Date(Date.now() + 60_000), undefined), []);
  again.write({ type: 'run-finished', summary: SUMMARY });
  again.close();
  await addToIndex(folder, entryOf(again.run, again.end()), undefined);
  assert.deepEqual(state(), ['finished']);
  assert.equal((await pruneRuns(folder, new Date(Date.now() + 60_000), undefined)).length, 1);
  assert.equal(existsSync(journal.path), false);
});

test('outputs beside it: changed, cut, missing, another file in their place', async (t) => {
  const folder = place(t);
  const journal = createJournal({ folder });
  const outputs = outputFiles(folder, journal.run);
  for (let piece = 0; piece < 50; piece += 1) outputs.push(Buffer.from(`${piece}\n`.repeat(500)));
  const kept = outputs.end();
  journal.write({ type: 'run-started', run: journal.run });
  journal.write({ type: 'block-finished', kept });
  const file = join(folder, `${journal.run}.d/block-1.out`);
  const text = readFileSync(file);
  assert.match(text.toString(), /^0\n0\n[\s\S]*49\n$/);
  assert.equal(only(folder)?.status, 'unfinished');
  const fault = () => only(folder)?.broken?.what;
  writeFileSync(file, text.toString().replace('7', '8'));
  assert.match(fault() ?? '', /block-1\.out, that was changed/);
  writeFileSync(file, text.subarray(1));
  assert.match(fault() ?? '', /was changed/);
  writeFileSync(file, Buffer.concat([text, text]));
  assert.match(fault() ?? '', /was changed/);
  rmSync(file);
  assert.match(fault() ?? '', /is missing/);
  writeFileSync(join(folder, 'same'), text);
  symlinkSync(join(folder, 'same'), file);
  assert.match(fault() ?? '', /cannot be read \(ELOOP\)/);
});

test('an output that never ends is kept from its beginning, up to a bound', (t) => {
  const folder = place(t);
  const outputs = outputFiles(folder, 'x');
  mkdirSync(folder, { recursive: true });
  const piece = Buffer.alloc(1024 * 1024, 'x');
  for (let count = 0; count < 40; count += 1) outputs.push(piece);
  assert.equal(outputs.end()?.bytes, 16 * 1024 * 1024);
  outputs.push(Buffer.from('short'));
  assert.equal(outputs.end(), undefined, 'a result has all of it');
});

const INDEX: readonly {
  readonly what: string;
  readonly change: (path: string) => void;
  readonly index?: number;
  readonly run?: RegExp;
}[] = [
  { what: 'removed', change: (path) => rmSync(path), run: /line 3.* the index was cut/ },
  { what: 'cut by a line', change: (path) => writeFileSync(path, linesOf(path).slice(0, -1).join('')), run: /the index was cut/ },
  {
    what: 'cut in the middle of a line',
    change: (path) => truncateSync(path, statSync(path).size - 9),
    run: /the index was cut/,
  },
  { what: 'edited', change: (path) => edit(path, 0, '"ran":1', '"ran":2'), index: 1 },
  {
    what: 'edited in its last line',
    change: (path) => edit(path, 2, '"lines":3', '"lines":2'),
    run: /line 3 was added|line 2 was edited/,
  },
  { what: 'a line less', change: (path) => writeFileSync(path, linesOf(path).toSpliced(1, 1).join('')), index: 2 },
];

const linesOf = (path: string) => readFileSync(path, 'utf8').split(/(?<=\n)/);

function edit(path: string, at: number, from: string, to: string): void {
  const lines = linesOf(path);
  writeFileSync(path, lines.with(at, lines[at]?.replace(from, to) ?? '').join(''));
}

for (const { what, change, index, run } of INDEX)
  test(`the index, ${what}`, async (t) => {
    const folder = place(t);
    for (let count = 0; count < 3; count += 1) await finished(folder, 3);
    const sound = verifyFolder(folder, undefined);
    assert.deepEqual([sound.index.broken, sound.runs.map(({ status }) => status)], [undefined, ['sound', 'sound', 'sound']]);
    change(join(folder, 'index.jsonl'));
    const report = verifyFolder(folder, undefined);
    assert.equal(report.index.broken?.line, index);
    const said = report.runs.flatMap(({ broken }) => (broken ? [`line ${broken.line} ${broken.what}`] : []));
    if (run !== undefined) assert.match(said.join('\n'), run);
  });

test('an index that a crash tore is sealed by the next run', async (t) => {
  const folder = place(t);
  await finished(folder, 3);
  appendFileSync(join(folder, 'index.jsonl'), '{"v":1,"n":1,"ti');
  await finished(folder, 3);
  const report = verifyFolder(folder, undefined);
  assert.deepEqual([report.index, report.runs.map(({ status }) => status)], [{ lines: 4 }, ['sound', 'sound']]);
});

test('a journal that is gone, or another one in its place', async (t) => {
  const folder = place(t);
  const [one, other] = [await finished(folder, 3), await finished(folder, 4)];
  writeFileSync(one.path, readFileSync(other.path));
  const said = () => verifyFolder(folder, undefined).runs.find(({ run }) => run === one.run)?.broken?.what;
  assert.match(said() ?? '', /was edited|is of another run/);
  rmSync(one.path);
  assert.match(said() ?? '', /there is no such file/);
});

test('a name that another process took in the same moment', (t) => {
  const folder = place(t);
  const clock = { now: () => new Date(1_800_000_000_000), mono: () => 0 };
  const [, digits = ''] = createJournal({ folder, clock }).run.split('-');
  const later = (by: number) => {
    const next = (Number.parseInt(digits.slice(3), 16) + by) % 0x100000;
    return join(folder, `20270115T080000Z-${digits.slice(0, 3)}${next.toString(16).padStart(5, '0')}.jsonl`);
  };
  writeFileSync(later(1), 'of another');
  assert.equal(createJournal({ folder, clock }).path, later(2));
  assert.equal(readFileSync(later(1), 'utf8'), 'of another');
});

test('several runs at once do not mix', async (t) => {
  const folder = place(t);
  await Promise.all(Array.from({ length: 20 }, () => finished(folder, 50)));
  const { runs, index } = verifyFolder(folder, undefined);
  assert.deepEqual([runs.length, index], [20, { lines: 20 }]);
  assert.ok(runs.every(({ status, lines }) => status === 'sound' && lines === 50));
});

test('100,000 events', async (t) => {
  const folder = place(t);
  const { path } = await finished(folder, 100_000);
  assert.deepEqual([only(folder)?.status, only(folder)?.lines], ['sound', 100_000]);
  const bytes = readFileSync(path);
  const at = bytes.length - 5000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  assert.equal(only(folder)?.broken?.line, splitLines(bytes.subarray(0, at)).lines.length + 1);
});
