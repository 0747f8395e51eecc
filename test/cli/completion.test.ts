// What Tab offers and puts in, in a real bash, zsh and fish.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Argument, Command, Option } from 'commander';
import { completionScript, type Shell } from '../../src/cli/completion-command.ts';
import { BUILT_IN_TOOLS } from '../../src/tool/tools.ts';
import { approveRun } from '../helpers/approve-run.ts';
import { type Scratch, scratch } from '../helpers/scratch.ts';
import { missing, type OpenShell, openShell, SHELLS } from '../helpers/shells.ts';

const POLICIES = ['allow-all', 'ask', 'deny-all', 'deny-dangerous', 'python-only', 'read-only', 'workspace'];
const TOOLS = [...BUILT_IN_TOOLS.map(({ name }) => name), 'all'].sort();
const COMMANDS = ['check', 'completion', 'config', 'doctor', 'grants', 'init', 'log', 'policy', 'replay', 'resume', 'trust'];

/** For each shell that is here. */
function inEach(name: string, use: (shell: Shell, t: TestContext) => Promise<void>): void {
  for (const shell of SHELLS) test(`${shell}: ${name}`, { skip: missing(shell) }, (t) => use(shell, t));
}

async function built(place: Scratch, shell: Shell): Promise<string> {
  const { code, stdout, stderr } = await approveRun(place, ['completion', shell]);
  assert.deepEqual([code, stderr], [0, '']);
  return stdout;
}

/** The line, and every word that is offered at its end. */
const OFFERS: readonly [string, readonly string[]][] = [
  ['approve-run ', [...COMMANDS, 'it\'s "odd".md', 'my folder', 'task.md']],
  ['approve-run t', ['task.md', 'trust']],
  ['approve-run my\\ folder/', ['in it.md']],
  ['approve-run no', ['notes.txt']],
  ['approve-run --json ', [...COMMANDS, 'it\'s "odd".md', 'my folder', 'task.md']],
  ['approve-run check ', ['it\'s "odd".md', 'my folder', 'task.md']],
  ['approve-run check --policy ask ', ['it\'s "odd".md', 'my folder', 'task.md']],
  ['approve-run --policy check ', [...COMMANDS, 'it\'s "odd".md', 'my folder', 'task.md']],
  ['approve-run task.md --qu', ['--quiet']],
  ['approve-run -- --', []],
  ['approve-run --on-timeout ', ['deny', 'stop']],
  ['approve-run --on-timeout=', ['deny', 'stop']],
  ['approve-run --on-timeout=d', ['deny']],
  ['approve-run --agent d', ['document']],
  ['approve-run --message ', []],
  ['approve-run --timeout ', []],
  ['approve-run --policy ', POLICIES],
  ['approve-run --policy=', POLICIES],
  ['approve-run --policy deny', ['deny-all', 'deny-dangerous']],
  ['approve-run --policy=deny', ['deny-all', 'deny-dangerous']],
  ['approve-run --policy workspace,deny', ['deny-all', 'deny-dangerous']],
  ['approve-run --policy o', ['ours.yaml']],
  ['approve-run --policy ./', ['my folder', 'ours.yaml']],
  ['approve-run check --policy=workspace,d', ['deny-all', 'deny-dangerous']],
  ['approve-run --always ', TOOLS],
  ['approve-run --always bash,p', ['perl', 'pwsh', 'python']],
  ['approve-run --always=bash,node,p', ['perl', 'pwsh', 'python']],
  ['approve-run --env APPROVE_RUN_TES', ['APPROVE_RUN_TEST_ONE', 'APPROVE_RUN_TEST_TWO']],
  ['approve-run --env HOME,APPROVE_RUN_TES', ['APPROVE_RUN_TEST_ONE', 'APPROVE_RUN_TEST_TWO']],
  ['approve-run --cwd ', ['my folder']],
  ['approve-run --cwd=m', ['my folder']],
  ['approve-run policy ', ['list', 'show', 'test']],
  ['approve-run policy show ', POLICIES],
  ['approve-run policy test deny', ['deny-all', 'deny-dangerous']],
  ['approve-run policy test ./', ['my folder', 'ours.yaml']],
  ['approve-run policy test ask --corpus ', ['cases.jsonl', 'my folder']],
  ['approve-run grants ', ['clear', 'list', 'revoke']],
  ['approve-run grants list --', ['--help', '--json']],
  ['approve-run grants revoke ', []],
  ['approve-run log ', ['last', 'prune', 'verify']],
  ['approve-run resume ', ['last']],
  ['approve-run log --journal ', ['my folder']],
  ['approve-run completion ', ['bash', 'fish', 'zsh']],
];

/** The line that Tab and Enter follow, and what approve-run is then called with. */
const COMPLETES: readonly [string, readonly string[]][] = [
  ['approve-run che', ['check']],
  ['approve-run check ta', ['check', 'task.md']],
  ['approve-run it', ['it\'s "odd".md']],
  ['approve-run "it', ['it\'s "odd".md']],
  ['approve-run my', ['my folder']],
  ['approve-run my\\ folder/in', ['my folder/in it.md']],
  ["approve-run 'my folder/in", ['my folder/in it.md']],
  ['approve-run "my folder/in', ['my folder/in it.md']],
  ['approve-run --cwd my', ['--cwd', 'my folder']],
  ['approve-run --cwd=my', ['--cwd=my folder']],
  ['approve-run --qu', ['--quiet']],
  ['approve-run --policy deny-d', ['--policy', 'deny-dangerous']],
  ['approve-run --policy "deny-d', ['--policy', 'deny-dangerous']],
  ['approve-run --policy=deny-d', ['--policy=deny-dangerous']],
  ['approve-run --always bash,py', ['--always', 'bash,python']],
  ['approve-run --message "a b" --policy=work', ['--message', 'a b', '--policy=workspace']],
  ["approve-run --message 'it is' ta", ['--message', 'it is', 'task.md']],
  // Eight times to the left: what stands behind the cursor does not matter.
  [`approve-run --policy deny-d task.md${'\u0002'.repeat(8)}`, ['--policy', 'deny-dangerous', 'task.md']],
];

inEach('what is offered, and what Tab puts in', async (shell, t) => {
  const place = scratch(t);
  for (const name of ['task.md', 'it\'s "odd".md', 'notes.txt', 'ours.yaml', 'cases.jsonl', 'my folder/in it.md'])
    place.write(name, '');
  const variables = ['ONE', 'TWO'].map((word) => (shell === 'fish' ? 'set -gx ' : 'export ') + name(word)).join('\n');
  const opened = await openShell(place, shell, `${await built(place, shell)}\n${variables}\n`);
  for (const [line, words] of OFFERS) assert.deepEqual(await opened.offers(line), [...words].sort(), line);
  for (const [line, args] of COMPLETES) assert.deepEqual((await opened.completes(line)).map(unslashed), args, line);
  await opened.close();

  function name(word: string): string {
    return `APPROVE_RUN_TEST_${word}${shell === 'fish' ? ' 1' : '=1'}`;
  }
});

/** Zsh takes back the slash that it put in. */
function unslashed(word: string): string {
  return word.replace(/\/$/, '');
}

/** The flags and commands that the help of a command names, and the same of each command below it. */
async function helpOf(place: Scratch, path: readonly string[]): Promise<readonly (readonly [string, readonly string[]])[]> {
  const { stdout } = await approveRun(place, [...path, '--help'], { env: { COLUMNS: '200' } });
  const [, commands = ''] = /^Commands:\n((?: .*\n?)*)/m.exec(stdout) ?? [];
  const flags = [...stdout.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm)].flatMap(([, short, long]) =>
    [short ?? [], long ?? []].flat(),
  );
  const names = [...commands.matchAll(/^ {2}([\w-]+)/gm)].flatMap(([, name]) => name ?? []);
  const below = await Promise.all(names.map((name) => helpOf(place, [...path, name])));
  const line = ['approve-run', ...path, ''].join(' ');
  const words = path.join(' ') === 'log' ? [...names, 'last'] : names;
  return [[`${line}-`, flags], ...(names.length > 0 ? [[line, words] as const] : []), ...below.flat()];
}

inEach('every option and command of the help is offered, and no other', async (shell, t) => {
  const place = scratch(t);
  const help = await helpOf(place, []);
  assert.ok(help.length > 8 && help.every(([, words]) => words.length > 0), JSON.stringify(help));
  const opened = await openShell(place, shell, await built(place, shell));
  for (const [line, words] of help) assert.deepEqual(await opened.offers(line), [...words].sort(), line);
  await opened.close();
});

const ODD = `it's "odd": [a] \\ $(touch marker) \`touch marker\` {b} %d ; #`;

/** A tree of commands as it might be one day. */
function another(): Command {
  const named = (name: string) => new Command(name).helpCommand(false).helpOption('-h, --help', 'help');
  return named('approve-run')
    .argument('[task]')
    .addOption(new Option('--agent <agent>', ODD).choices(['document', 'model', 'replay:FILE']).argParser(String))
    .addOption(new Option('--record <file>', 'd'))
    .addOption(new Option('-m, --model <model>', 'd'))
    .addOption(new Option('--add <file...>', 'd'))
    .addOption(new Option('--secret', 'd').hideHelp())
    .addCommand(named('hidden'), { hidden: true })
    .addCommand(
      named('doctor')
        .description(ODD)
        .addArgument(new Argument('<part>', ODD).choices(['shell', 'config']))
        .argument('<file...>'),
    );
}

inEach('what another tree of commands has is offered, and nothing of it is evaluated', async (shell, t) => {
  const place = scratch(t);
  for (const name of ['a.md', 'run.jsonl', 'run 2.jsonl']) place.write(name, '');
  const opened = await openShell(place, shell, completionScript(shell, another()));
  const offers: readonly [string, readonly string[]][] = [
    ['approve-run ', ['a.md', 'doctor']],
    ['approve-run --', ['--add', '--agent', '--help', '--model', '--record']],
    ['approve-run --agent ', ['document', 'model', 'replay:']],
    ['approve-run -m ', []],
    ['approve-run -m x doc', ['doctor']],
    ['approve-run --record r', ['run 2.jsonl', 'run.jsonl']],
    ['approve-run --add r', ['run 2.jsonl', 'run.jsonl']],
    ['approve-run doctor ', ['config', 'shell']],
    ['approve-run doctor shell r', ['run 2.jsonl', 'run.jsonl']],
    ['approve-run doctor shell x y r', ['run 2.jsonl', 'run.jsonl']],
  ];
  for (const [line, words] of offers) assert.deepEqual(await opened.offers(line), words, line);
  assert.deepEqual(await opened.completes('approve-run --agent replay:run.'), ['--agent', 'replay:run.jsonl']);
  assert.deepEqual(await opened.completes('approve-run --agent=replay:run.'), ['--agent=replay:run.jsonl']);
  assert.deepEqual(await opened.completes('approve-run --agent rep\trun.'), ['--agent', 'replay:run.jsonl']);
  if (shell !== 'bash') assert.ok((await opened.shows('approve-run --')).includes(ODD), await opened.shows('approve-run --'));
  if (shell !== 'bash') assert.ok((await opened.shows('approve-run ')).includes(ODD), await opened.shows('approve-run '));
  await opened.close();
  assert.ok(!existsSync(join(place.cwd, 'marker')) && !existsSync(join(place.home, 'marker')));
});

inEach('Tab evaluates nothing of what was typed', async (shell, t) => {
  const place = scratch(t);
  const opened = await openShell(place, shell, await built(place, shell));
  for (const line of [
    '--message "$(touch marker)" --qu',
    '"$(touch marker)',
    '--policy="$(touch marker)',
    '--policy "$(touch marker),',
    'check $(touch marker) --js',
    '-x$(touch marker) --qu',
    'x]$(touch marker)[ --qu',
    '`touch marker`',
  ])
    await opened.press(`approve-run ${line}\t\u0005\u0015`);
  await opened.close();
  assert.equal(existsSync(join(place.cwd, 'marker')), false);
});

inEach('the script says nothing, and may be read twice', async (shell, t) => {
  const place = scratch(t);
  const file = place.write('completion', await built(place, shell));
  const read = shell === 'fish' ? `source ${file}` : `eval "$(cat ${file})"`;
  const strict = shell === 'fish' ? '' : 'set -eu; ';
  const { status, stdout, stderr } = spawnSync(shell, ['-c', `${strict}${read}; ${read}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: place.home },
  });
  assert.deepEqual([status, stdout, stderr], [0, '', '']);
});

async function offersPolicies(opened: OpenShell): Promise<void> {
  assert.deepEqual(await opened.offers('approve-run --policy deny'), ['deny-all', 'deny-dangerous']);
  await opened.close();
}

test('bash: under set -u, with words that are not cut at = and :', { skip: missing('bash') }, async (t) => {
  const place = scratch(t);
  place.write('task.md', '');
  const start = `PS1='ready> '\nbind 'set match-hidden-files off'\nset -u\nCOMP_WORDBREAKS=$' \\t\\n"><;|&('\neval "$(cat ~/completion)"\n`;
  const opened = await openShell(place, 'bash', await built(place, 'bash'), start);
  assert.deepEqual(await opened.completes('approve-run --policy=deny-d'), ['--policy=deny-dangerous']);
  assert.deepEqual(await opened.completes('approve-run ta'), ['task.md']);
  assert.deepEqual(await opened.offers('approve-run policy list '), []);
  await offersPolicies(opened);
});

test('zsh: before compinit', { skip: missing('zsh') }, async (t) => {
  const place = scratch(t);
  const start = `PS1='ready> '\nunsetopt always_last_prompt\nbindkey -e\neval "$(cat ~/completion)"\n`;
  await offersPolicies(await openShell(place, 'zsh', await built(place, 'zsh'), start));
});

test('zsh: as a file of $fpath', { skip: missing('zsh') }, async (t) => {
  const place = scratch(t);
  const script = await built(place, 'zsh');
  place.write('../functions/_approve-run', script);
  const start = `PS1='ready> '\nunsetopt always_last_prompt\nbindkey -e\nfpath=(~/functions $fpath)\nautoload -Uz compinit && compinit -u -D\n`;
  await offersPolicies(await openShell(place, 'zsh', script, start));
});

test('fish: as a file of the folder of completions', { skip: missing('fish') }, async (t) => {
  const place = scratch(t);
  const script = await built(place, 'fish');
  place.write('../.config/fish/completions/approve-run.fish', script);
  await offersPolicies(
    await openShell(place, 'fish', script, "set -g fish_greeting\nfunction fish_prompt; echo 'ready> '; end\n"),
  );
});

for (const args of [[], ['tcsh'], ['bsh'], ['bash', 'zsh']]) {
  test(`completion ${args.join(' ')}: a usage error that names the three`, async (t) => {
    const { code, stdout, stderr } = await approveRun(scratch(t), ['completion', ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    if (args.length < 2) assert.match(stderr, /bash, zsh (or )?fish|bash, zsh, fish/);
    assert.match(stderr, /\nSee approve-run completion --help\.\n$/);
  });
}

test('completion --help says what to put where', async (t) => {
  const { stdout } = await approveRun(scratch(t), ['completion', '--help']);
  for (const shell of SHELLS) assert.match(stdout, new RegExp(`approve-run completion ${shell}`));
});
