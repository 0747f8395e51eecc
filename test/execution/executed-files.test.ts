// Real files: what is bound, what counts as a change, and that a block whose files changed is not started.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mintApproved } from '../../src/approved.ts';
import { digestOf } from '../../src/digest.ts';
import { bindFiles, changedFiles } from '../../src/execution/executed-files.ts';
import { localExecutor } from '../../src/execution/local-executor.ts';
import type { BlockResult } from '../../src/types.ts';
import { approvedBlock } from '../helpers/approved.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';

const BYTES = Buffer.from([0x7f, 0x45, 0, 0xff]);
const SCRIPT = 'echo one\n';
const bind = async (...paths: readonly string[]) =>
  bindFiles(
    paths.map((path) => ({ path, read: true })),
    new Map(),
  );

test('a file is bound by the digest of its bytes, and a missing one as missing', async (t) => {
  const place = scratch(t);
  const [script, bytes] = [place.write('x.sh', SCRIPT), place.write('a.out', BYTES)];
  symlinkSync('x.sh', join(place.cwd, 'link'));
  const { files, unwatched } = await bind(script, join(place.cwd, 'link'), bytes, join(place.cwd, 'no/such'), place.cwd);
  const bytesDigest = createHash('sha256').update(BYTES).digest('hex');
  assert.deepEqual(
    files.map(({ digest }) => digest),
    [digestOf(SCRIPT), digestOf(SCRIPT), bytesDigest, null, null],
  );
  assert.deepEqual(unwatched, []);
});

test('what was read already is not read again: the digest is that of the bytes that were analysed', async (t) => {
  const place = scratch(t);
  const path = place.write('x.sh', 'swapped meanwhile');
  const { files } = await bindFiles([{ path, read: true }], new Map([[path, digestOf(SCRIPT)]]));
  assert.deepEqual(files, [{ path, digest: digestOf(SCRIPT), read: true }]);
  assert.deepEqual(await changedFiles(files), [path]);
});

test('a named pipe holds nothing up, is told about, and is another thing than no file', async (t) => {
  const place = scratch(t);
  const path = join(place.cwd, 'pipe');
  const missing = (await bind(path)).files;
  assert.deepEqual(missing, [{ path, digest: null, read: true }]);
  execFileSync('mkfifo', [path]);
  assert.deepEqual(await bind(path), { files: [], unwatched: [{ path, why: 'is no regular file' }] });
  assert.deepEqual(await changedFiles(missing), [path]);
});

test('what is too long, or one too many, is told about and not watched', async (t) => {
  const place = scratch(t);
  const long = place.write('long', '');
  truncateSync(long, 64 * 1024 * 1024 + 1);
  assert.deepEqual((await bind(long)).unwatched, [{ path: long, why: 'is too long' }]);
  const many = Array.from({ length: 66 }, (_, at) => place.write(`many/${at}`, SCRIPT));
  const { files, unwatched } = await bind(...many);
  assert.deepEqual([files.length, unwatched.length], [64, 2]);
  assert.match(unwatched[0]?.why ?? '', /more than 64/);
});

const CHANGES: readonly (readonly [what: string, changes: boolean, change: (place: Scratch) => void])[] = [
  ['nothing', false, () => {}],
  ['the same bytes again', false, ({ write }) => write('x.sh', SCRIPT)],
  ['its mode', false, ({ cwd }) => chmodSync(join(cwd, 'x.sh'), 0o700)],
  [
    'its place, with a link to it left behind',
    false,
    ({ cwd }) => {
      renameSync(join(cwd, 'x.sh'), join(cwd, 'y.sh'));
      symlinkSync('y.sh', join(cwd, 'x.sh'));
    },
  ],
  ['one byte', true, ({ write }) => write('x.sh', SCRIPT.replace('one', 'two'))],
  ['a byte more', true, ({ write }) => write('x.sh', `${SCRIPT}\n`)],
  ['it is gone', true, ({ cwd }) => rmSync(join(cwd, 'x.sh'))],
  [
    'a folder in its place',
    true,
    ({ cwd }) => {
      rmSync(join(cwd, 'x.sh'));
      mkdirSync(join(cwd, 'x.sh'));
    },
  ],
  [
    'a link to another in its place',
    true,
    ({ cwd, write }) => {
      write('evil.sh', 'touch marker');
      rmSync(join(cwd, 'x.sh'));
      symlinkSync('evil.sh', join(cwd, 'x.sh'));
    },
  ],
  ['a missing one is there', true, ({ write }) => write('missing.sh', 'touch marker')],
  ['another file', false, ({ write }) => write('other.sh', 'touch marker')],
];

async function runBound(place: Scratch, change: (place: Scratch) => void): Promise<BlockResult> {
  const paths = ['x.sh', 'missing.sh'].map((name) => join(place.cwd, name));
  const { files } = await bind(...paths);
  change(place);
  const approved = mintApproved(approvedBlock('bash', 'touch started', place.cwd), files);
  return localExecutor({ env: { PATH: process.env.PATH ?? '' } }).run(approved, () => {}, new AbortController().signal);
}

for (const [what, changes, change] of CHANGES)
  test(`changed since the approval: ${what}: ${changes ? 'not started' : 'started'}`, async (t) => {
    const place = scratch(t);
    place.write('x.sh', SCRIPT);
    const { exitCode, changed, error = '' } = await runBound(place, change);
    assert.equal(existsSync(join(place.cwd, 'started')), !changes);
    assert.deepEqual([exitCode, changed?.length], changes ? [126, 1] : [0, undefined]);
    assert.equal(/^Not started: changed since the approval: \.\/(?:x|missing)\.sh\.$/.test(error), changes);
  });

test('what an approval binds cannot be changed afterwards', async (t) => {
  const place = scratch(t);
  const path = place.write('x.sh', SCRIPT);
  const files = [{ path, digest: digestOf(SCRIPT), read: true }];
  const approved = mintApproved(approvedBlock('bash', 'true', place.cwd), files);
  writeFileSync(path, 'other');
  files[0] = { path, digest: digestOf('other'), read: true };
  assert.deepEqual(await changedFiles(approved.executes), [path]);
  assert.throws(() => Object.assign(approved.executes[0] ?? {}, { digest: digestOf('other') }), TypeError);
});
