// `approve-run init` at a real terminal: what is answered is what the file says.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal } from '../helpers/terminal.ts';

const DOWN = '\u001b[B';
const POLICY = /Which policy holds here, beside everyone's own\?[\s\S]*navigate/;
const TOOLS = /Which tools may run blocks\?[\s\S]*pwsh[\s\S]*submit/;
const TIMEOUT = /Seconds to answer a question; 0 waits without end: /;
const BLOCK_TIMEOUT = /Seconds that a block may take: /;

const written = ({ cwd }: Scratch) => parse(readFileSync(join(cwd, '.approvalrc.yaml'), 'utf8'));

test('four answers, and the file says them', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['init'], { columns: 120 });
  await run.until(POLICY);
  run.type(DOWN);
  await run.until(/❯ deny-dangerous[\s\S]*Denies what is dangerous/);
  run.type('\r');
  await run.until(TOOLS);
  run.type('i ');
  await run.until(/◉ bash\n ◯ sh\n[\s\S]*◯ pwsh/);
  run.type('\r');
  await run.until(TIMEOUT);
  run.type('10\r');
  await run.until(BLOCK_TIMEOUT);
  run.type('0\r');
  await run.until(/It must be more than 0\./);
  run.type('.5\r');
  const screen = await run.until(/approve-run trust\./);
  assert.equal(await run.ended(), 0);
  assert.match(
    screen,
    /✓ Wrote ~\/project\/\.approvalrc\.yaml: policy deny-dangerous · tools bash · timeout 10 · blockTimeout 0\.5\./,
  );
  assert.match(screen, /In force here: policy ask \+ deny-dangerous\./);
  assert.deepEqual(written(place), { policy: 'deny-dangerous', timeout: 10, blockTimeout: 0.5, tools: ['bash'] });
});

test('Enter four times keeps what holds anyway: your own settings, and nothing is written down', async (t) => {
  const place = scratch(t);
  const own = join(place.home, '.config/approve-run/config.yaml');
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, 'policy: workspace\ntimeout: 45\n');
  const run = inTerminal(place, ['init']);
  await run.until(/❯ workspace/);
  run.type('\r');
  await run.until(TOOLS);
  run.type('\r');
  await run.until(/without end: \(45\)/);
  run.type('\r');
  await run.until(/may take: \(120\)/);
  run.type('\r');
  await run.until(/nothing is set yet[\s\S]*In force here: policy workspace\./);
  assert.equal(await run.ended(), 0);
  assert.equal(written(place), null);
});

test('what would loosen is written, and said to be ignored until it is trusted', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['init']);
  await run.until(POLICY);
  run.type('\r');
  await run.until(TOOLS);
  run.type('\r');
  await run.until(TIMEOUT);
  run.type('0\r');
  await run.until(BLOCK_TIMEOUT);
  run.type('\r');
  await run.until(/! .*is not trusted; ignored in it: "timeout"/);
  assert.equal(await run.ended(), 0);
  assert.deepEqual(written(place), { timeout: 0 });
});

for (const [title, before, pattern] of [
  ['first', '', POLICY],
  ['second', '\r', TOOLS],
] as const) {
  test(`Ctrl-C at the ${title} question: 130, and nothing is written`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, ['init']);
    await run.until(POLICY);
    if (before !== '') run.type(before);
    await run.until(pattern);
    run.type('\u0003');
    await run.until(/Nothing was written\./);
    assert.equal(await run.ended(), 130);
    assert.deepEqual(readdirSync(place.cwd), ['.git']);
  });
}

test('the questions are on stderr, and --yes asks none', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['init', '--yes']);
  const screen = await run.until(/approve-run trust\./);
  assert.equal(await run.ended(), 0);
  assert.doesNotMatch(screen, /\?/);
});
