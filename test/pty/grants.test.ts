// "always" with a width, typed at a real terminal: the second question, what is saved, and every way in which nothing is.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Grant } from '../../src/grant.ts';
import { approveRun, BINARY } from '../helpers/approve-run.ts';
import { fence, type Scratch, scratch } from '../helpers/scratch.ts';
import { inTerminal, type TerminalRun } from '../helpers/terminal.ts';

const PROMPT = /Run this bash block\? .*›/;
const SECOND = /Remember it\? {2}yes · no .*›/;
const DAY = 24 * 3_600_000;

const fileOf = ({ home }: Scratch) => join(home, '.config/approve-run/grants.json');
const task = (place: Scratch, ...codes: string[]) => place.write('task.md', codes.map((code) => fence('bash', code)).join('\n'));
const ran = ({ cwd }: Scratch, name = 'marker') => existsSync(join(cwd, name));

function grants(place: Scratch): readonly Grant[] {
  return existsSync(fileOf(place)) ? JSON.parse(readFileSync(fileOf(place), 'utf8')).grants : [];
}

/** Waits for the question after a place on the screen, and types. */
async function answer(run: TerminalRun, question: RegExp, typed: string): Promise<string> {
  const screen = await run.until(question);
  run.type(typed);
  return screen;
}

test('a prefix: what it lets run is said, tried and saved, and later runs are not asked', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker', 'touch other', 'touch third; touch fourth')]);
  await answer(run, PROMPT, 'always touch --for 2h\r');
  const said = await answer(run, SECOND, 'yes\r');
  assert.match(said, /always touch\n {2}for {7}2 hours; bash in .*project\n/);
  assert.match(said, /lets run {2}touch · touch -- --watch · touch anything · touch --any-option\n/);
  assert.match(said, /not {7}touch; rm x · touching · touch \$\(cat x\) · touch > file · touch && ls\n/);
  assert.match(said, /but asks {2}where a rule asks, and where a block does more \(this one: write inside\)/);
  const screen = await answer(run, /3\/3 bash[\s\S]*Run this bash block\? .*›/, 'no\r');
  const [grant] = grants(place);
  assert.ok(grant);
  assert.match(screen, new RegExp(`Remembered as grant ${grant.id}\\. To take it back: approve-run grants revoke ${grant.id}`));
  assert.match(screen, new RegExp(`approved: always touch \\(grant ${grant.id}, 2 hours left\\)`));
  assert.equal(await run.ended(), 3);
  assert.deepEqual([ran(place), ran(place, 'other'), ran(place, 'third')], [true, true, false]);
  assert.deepEqual(
    [grant.project, grant.cwd, grant.tool, grant.holds, grant.text],
    [place.cwd, place.cwd, 'bash', { kind: 'prefix', words: ['touch'] }, 'touch'],
  );
  assert.equal(Date.parse(grant.expires) - Date.parse(grant.created), 7_200_000);

  rmSync(join(place.cwd, 'marker'));
  const later = await approveRun(place, [task(place, 'touch marker')]);
  assert.deepEqual([later.code, ran(place)], [0, true]);
  assert.equal((await approveRun(place, ['grants', 'revoke', grant.id])).code, 0);
  assert.equal((await approveRun(place, [task(place, 'touch marker')])).code, 3);
});

test('exactly: these bytes, 30 days by default, so many times', async (t) => {
  const place = scratch(t);
  const code = 'touch marker && echo done';
  const run = inTerminal(place, [task(place, code)]);
  await answer(run, PROMPT, 'always exactly --uses 2\r');
  const said = await answer(run, SECOND, 'y\r');
  assert.match(said, /always exactly "touch marker && echo done"\n {2}for {7}30 days, 2 more times; bash in/);
  assert.match(said, /lets run {2}these bytes, not one more or less\n/);
  assert.equal(await run.ended(), 0);
  const [grant] = grants(place);
  assert.ok(grant);
  assert.deepEqual([grant.holds.kind, grant.usesLeft], ['exactly', 2]);
  assert.equal(Date.parse(grant.expires) - Date.parse(grant.created), 30 * DAY);
  assert.equal((await approveRun(place, [task(place, `${code} `)])).code, 3);
  for (const expected of [0, 0, 3]) assert.equal((await approveRun(place, [task(place, code)])).code, expected);
  assert.deepEqual(grants(place), []);
});

test('the same again takes the place of the one before', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker && true')]);
  await answer(run, PROMPT, 'always exactly --for 5m\r');
  await answer(run, SECOND, 'yes\r');
  assert.equal(await run.ended(), 0);
  const [first] = grants(place);
  // As if its time had not begun: it does not answer, but it is for the same.
  const created = new Date(Date.now() + DAY).toISOString();
  writeFileSync(fileOf(place), JSON.stringify({ version: 1, grants: [{ ...first, created, expires: created }] }));
  const again = inTerminal(place, [task(place, 'touch marker && true')]);
  await answer(again, PROMPT, 'always exactly\r');
  await answer(again, SECOND, 'yes\r');
  assert.equal(await again.ended(), 0);
  assert.equal(grants(place).length, 1);
  assert.notEqual(grants(place)[0]?.id, first?.id);
});

test('"no" to the second question asks the first again; nothing was saved', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\r');
  await answer(run, SECOND, 'no\r');
  await run.until(/Remember it\? {2}no\nRun this bash block\? .*›/);
  assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
});

/** Whatever ends the second question otherwise: the exit code, as at the first. */
const ENDS: readonly [string, string | NodeJS.Signals, number][] = [
  ['quit', 'quit\r', 3],
  ['Ctrl-C', '\u0003', 130],
  ['Ctrl-D', '\u0004', 3],
  ['SIGTERM', 'SIGTERM', 143],
  ['SIGHUP', 'SIGHUP', 129],
];
for (const [name, what, code] of ENDS) {
  test(`${name} at the second question: nothing saved, nothing run`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, 'touch marker')]);
    await answer(run, PROMPT, 'always touch\r');
    await run.until(SECOND);
    if (what.startsWith('SIG')) process.kill(run.pid, what as NodeJS.Signals);
    else run.type(what);
    assert.equal(await run.ended(), code);
    assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
  });
}

test('no answer to the second question in time: nothing saved, nothing run', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--timeout', '2', task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\r');
  await run.until(SECOND);
  assert.equal(await run.ended(), 4);
  assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
});

test('a paste, Enter alone and "always" are no answer to the second question', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\r');
  await answer(run, SECOND, '\u001b[200~yes\r\u001b[201~');
  await run.until(/› *\nPasted text is no answer; type it/);
  run.type('\r');
  await run.until(/Enter alone is no answer/);
  run.type('always\r');
  await run.until(/"always" is no answer/);
  assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
  run.type('no\r');
  await answer(run, /Remember it\? {2}no\nRun this bash block\? .*›/, 'no\r');
  assert.equal(await run.ended(), 3);
});

test('both answers in one paste give nothing', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\ryes\ryes');
  await run.until(/› *\nPasted text is no answer; type it/);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
});

/** The block, what is typed, and why nothing is remembered; the question stays. */
const REFUSED: readonly [string, string, RegExp][] = [
  ['touch marker', 'always bash', /bash runs any code it is given, so it is not remembered/],
  ['touch marker', 'always sudo touch', /sudo runs any command/],
  ['touch marker', 'always touch; ls', /a command to remember is plain words/],
  ['touch marker', 'always touch --for ever', /--for takes 45m, 2h, 7d or 4w/],
  ['touch marker', 'always npm test', /Not remembered: the block does not begin with "npm test"/],
  ['touch marker; ls', 'always touch', /Not remembered: the block is more than one plain command on one line\./],
  ['touch marker > f', 'always touch', /Not remembered: the block is more than one plain command on one line\./],
];
for (const [code, typed, why] of REFUSED) {
  test(`${typed}: refused for ${code}, and said why`, async (t) => {
    const place = scratch(t);
    const run = inTerminal(place, [task(place, code)]);
    await answer(run, PROMPT, `${typed}\r`);
    await run.until(why);
    await answer(run, /Run this bash block\? {2}yes .*›[^›]*$/, 'no\r');
    assert.equal(await run.ended(), 3);
    assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
  });
}

test('where a rule asks, or text hides, no width is taken', async (t) => {
  const place = scratch(t);
  for (const code of ['sudo -n true', 'touch marker # \u202e']) {
    const run = inTerminal(place, [task(place, code)]);
    for (const typed of ['always', 'always exactly', 'always touch']) {
      await run.until(PROMPT);
      run.type(`${typed}\r`);
      await run.until(new RegExp(`"${typed}" is no answer`));
    }
    run.type('no\r');
    assert.equal(await run.ended(), 3);
  }
  assert.deepEqual([ran(place), existsSync(fileOf(place))], [false, false]);
});

test('HOME is no project', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, ['--cwd', place.home, task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\r');
  await run.until(/Not remembered: this folder is HOME or above it, and no project\./);
  await answer(run, /Run this bash block\? {2}yes .*›[^›]*$/, 'no\r');
  assert.equal(await run.ended(), 3);
});

test('a damaged file: said, not written over, asked again', async (t) => {
  const place = scratch(t);
  mkdirSync(dirname(fileOf(place)), { recursive: true });
  writeFileSync(fileOf(place), '{"version":1,', { mode: 0o600 });
  const run = inTerminal(place, [task(place, 'touch marker')]);
  await answer(run, PROMPT, 'always touch\r');
  await answer(run, SECOND, 'yes\r');
  await run.until(/Not remembered: .*grants\.json: is\s+damaged/);
  await answer(run, /Remember it\? {2}yes[\s\S]*Run this bash block\? {2}yes .*›[^›]*$/, 'no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(ran(place), false);
  assert.equal(readFileSync(fileOf(place), 'utf8'), '{"version":1,');
});

/** Saves a grant in a store that keeps another one than it is given. */
const LYING = `
const { saveGrant } = await import(ROOT + '/src/approval/prompt/save-grant.ts');
const { openTerminal } = await import(ROOT + '/src/approval/prompt/open-terminal.ts');
const { analyse } = await import(ROOT + '/src/analysis/analyse.ts');
const { digestOf } = await import(ROOT + '/src/digest.ts');
const code = 'touch marker';
const cwd = process.cwd();
const { effects, commands } = await analyse(code, 'bash', { cwd, home: '/' });
let kept = [];
const store = {
  read: async () => kept.map((grant) => ({ ...grant, holds: { kind: 'prefix', words: ['rm'] } })),
  change: async (how) => { kept = how(kept); },
};
const terminal = openTerminal('stdin', () => {});
const plain = (text) => text;
const saved = await saveGrant(
  { terminal, store, project: cwd, timeoutMs: 0, paint: { dim: plain, strong: plain } },
  { kind: 'always', width: { kind: 'prefix', words: ['touch'] } },
  { code, digest: digestOf(code), tool: 'bash', cwd, argv: ['/bin/bash'], sandbox: 'none', effects, commands, signal: new AbortController().signal },
);
terminal.keyboard.close();
console.log(JSON.stringify({ saved, kept }));
process.exit();
`;

test('what reads back as another grant is taken back, and the question asked again', async (t) => {
  const root = join(import.meta.dirname, '../..');
  const script = `const ROOT = ${JSON.stringify(root)};${LYING}`;
  const tsx = import.meta.resolve('tsx');
  const run = inTerminal(scratch(t), [], {
    columns: 200,
    program: [process.execPath, '--import', tsx, '--input-type=module', '-e', script],
  });
  await answer(run, SECOND, 'yes\r');
  assert.equal(await run.ended(), 0);
  const why = 'Not remembered: what was written does not match this very block.';
  assert.ok((await run.screen()).includes(JSON.stringify({ saved: { kind: 'again', why }, kept: [] })), await run.screen());
});

test('? names the widths that this block can have', async (t) => {
  const place = scratch(t);
  for (const [code, prefix] of [
    ['touch marker', true],
    ['touch marker; ls', false],
  ] as const) {
    const run = inTerminal(place, [task(place, code)]);
    await answer(run, PROMPT, '?\r');
    const screen = await run.until(/quit, q[\s\S]*›/);
    assert.match(screen, /\nalways exactly {5}run it, and these bytes in this project for 30 days/);
    assert.equal(/\nalways touch marker {2}the same for commands that begin so/.test(screen), prefix);
    run.type('no\r');
    assert.equal(await run.ended(), 3);
  }
});

test('on a narrow screen no example is broken', async (t) => {
  const place = scratch(t);
  const run = inTerminal(place, [task(place, 'touch marker')], { columns: 44, rows: 50 });
  await answer(run, /Run this bash block\?[\s\S]*›/, 'always touch\r');
  const screen = await run.until(/Remember it\?/);
  assert.match(screen, /not {7}touch; rm x · touching\n {12}touch \$\(cat x\) · touch > file\n {12}touch && ls\n/);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
});

test('trust is given at a terminal only, by a typed yes: no paste, no pipe beside the terminal', async (t) => {
  const place = scratch(t);
  place.write('.approvalrc', 'always: [bash]\n');
  const store = join(place.home, '.config/approve-run/trust.json');
  const piped = inTerminal(place, ['-c', `yes | ${process.execPath} ${BINARY} trust`], { program: ['bash'] });
  assert.equal(await piped.ended(), 2);
  assert.match(await piped.screen(), /trust is given only at a terminal/);

  const run = inTerminal(place, ['trust']);
  const question = /Let this file loosen what approve-run asks\? .*›/;
  await answer(run, question, '\u001b[200~yes\r\u001b[201~');
  await run.until(/› *\nPasted text is no answer; type it/);
  run.type('always\r');
  await run.until(/"always" is no answer/);
  assert.equal(existsSync(store), false);
  run.type('no\r');
  assert.equal(await run.ended(), 3);
  assert.equal(existsSync(store), false);

  const again = inTerminal(place, ['trust']);
  await answer(again, question, 'yes\r');
  assert.equal(await again.ended(), 0);
  assert.equal(existsSync(store), true);
});

test('the name of a policy is no row of its own where trust shows it', async (t) => {
  const place = scratch(t);
  const policy = `${'d'.repeat(90)}/ours.yaml`;
  place.write(policy, 'name: ours\ndescription: Ours.\ndefault: ask\nrules: []\n');
  place.write('.approvalrc', `policy: ./${policy}\n`);
  const run = inTerminal(place, ['trust'], { columns: 50 });
  const screen = await run.until(/d\/ours\.yaml[\s\S]*Let this file loosen/);
  assert.doesNotMatch(screen, /^d/m);
  run.type('\u0003');
  assert.equal(await run.ended(), 130);
});
