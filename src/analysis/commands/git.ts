// What git and its kin do. History and uncommitted work are what they can lose.

import { parseOptions } from '../shell/options.ts';
import { recall, remember, rememberFetched } from '../shell/remember.ts';
import { hole, show, text, textOf, type Value } from '../value.ts';
import { runsProgram, staysInEffect } from './git-settings.ts';
import { hostOf, isLocal } from './host-of.ts';
import type { Call, Specs } from './spec.ts';
import { below } from './text-programs.ts';

/** Only letters that take a value with every subcommand: `-u` does not, and what follows it must be seen. */
const VALUES =
  '-C -c git-dir work-tree namespace exec-path m message F author date C reuse-message b B depth upload-pack receive-pack strategy grep since until pathspec-from-file output extcmd template config';

export const GIT: Specs = {
  git: { values: VALUES, does: git },
  'gh glab': {
    values: 'R repo b body t title F body-file l label a assignee H head B base X method f raw-field F field q jq json L limit',
    executes: true,
  },
  'hg svn jj': { executes: true },
  'bfg git-filter-repo': { always: ['git-history', 'rewrites the history'] },
};

export const GIT_HARMLESS =
  'status log diff show blame shortlog describe rev-parse rev-list ls-files ls-tree ls-remote cat-file for-each-ref name-rev merge-base show-ref show-branch check-ignore check-attr grep whatchanged cherry range-diff diff-tree diff-index diff-files count-objects fsck var version help reflog annotate archive verify-commit verify-tag interpret-trailers mailinfo stripspace';

/** Change the repository or the checked-out files, and lose nothing that was committed or not. */
const CHANGES = new Set(
  'add commit tag branch checkout switch restore stash merge rebase cherry-pick revert mv rm init worktree submodule bisect am apply config remote reset clean notes gc maintenance sparse-checkout update-index write-tree commit-tree read-tree update-ref format-patch lfs pack-refs repack rerere mergetool difftool request-pull symbolic-ref gui citool clone fetch pull push'.split(
    ' ',
  ),
);
const NETWORK = new Set('clone fetch pull push ls-remote submodule'.split(' '));
const HARMLESS = new Set(GIT_HARMLESS.split(' '));

/** Options by which git is given a program to run. */
const PROGRAMS: readonly (readonly [subcommands: RegExp, options: string, says: string])[] = [
  [/^clone$/, 'u upload-pack', 'names a program for the remote'],
  [
    /^(?:fetch|pull|ls-remote|fetch-pack|push|send-pack|submodule|remote)$/,
    'upload-pack receive-pack exec',
    'names a program for the remote',
  ],
  [/^archive$/, 'exec', 'names a program for the remote'],
  [/^difftool$/, 'x extcmd', 'hands files to a program'],
];

function git(call: Call): Value | undefined {
  const { args, options, operands, report, touch, read } = call;
  const settings = args.flatMap((arg, at) => (textOf(args[at - 1] ?? []) === '-c' && beforeCommand(args, at) ? [arg] : []));
  for (const setting of settings)
    tellSetting(show(setting).replace(/=.*/s, ''), show(setting).replace(/^[^=]*=?/, ''), call, false);
  const [sub = [], ...rest] = operands;
  if (show(sub) === 'clone')
    for (const setting of parseOptions(args, `${VALUES} c`).all('c config'))
      tellSetting(show(setting).replace(/=.*/s, ''), show(setting).replace(/^[^=]*=?/, ''), call, false);
  const name = show(sub);
  if (
    name === 'clean' &&
    settings.some((one) => /^clean\.requireforce=(?:false|0|no|off)$/i.test(show(one))) &&
    !options.has('n dry-run')
  )
    report('git-history', 'deletes untracked files (git clean)');
  if (name === 'config') config(call);
  if (name === 'restore' && overwrites(call)) report('git-history', 'throws uncommitted work away (git restore)');
  if (name === 'diff' && options.has('no-index')) for (const path of rest) read(path);
  if (name === 'add' && options.has('f force')) for (const path of rest) read(path);
  if (name === 'checkout' && discards(args)) report('git-history', 'throws uncommitted work away (git checkout)');
  if (name === 'bisect' && show(rest[0] ?? []) === 'run') call.run(args.slice(args.findIndex((arg) => show(arg) === 'run') + 1));
  if (name === 'rebase')
    for (const code of parseOptions(args, `${VALUES} x exec`).all('x exec')) call.code('bash', code, 'git rebase --exec');
  if (name === 'submodule' && show(rest[0] ?? []) === 'foreach') call.code('bash', join(rest.slice(1)), 'git submodule foreach');
  if (name === 'grep' && options.has('O open-files-in-pager')) report('opaque', 'cannot tell: opens what it finds in a program');
  if (name === 'filter-branch') return undefined;
  for (const file of [...options.all('output'), ...(name === 'archive' ? parseOptions(args, 'o').all('o') : [])])
    touch('overwrite', file);
  if (name === 'rm' && !options.has('cached n dry-run'))
    for (const path of rest) touch('delete', path, { recursive: options.has('r') });
  if (name === 'mv' && rest.length > 1) for (const path of rest) touch('overwrite', path);
  if (name === 'init' && rest[0]) touch('write', rest[0], { recursive: true });
  const remote = rest.map(show).find((word) => /[:/].*\w/.test(word));
  if (name === 'remote' || name === 'push') tellRemote(name, rest, call);
  if (name === 'clone' && rest[0] !== undefined) clone(rest[0], rest[1], call);
  if (NETWORK.has(name))
    report('network', `talks to ${rest[0] ? show(rest[0]) : 'the remote'}`, remote === undefined ? {} : hostOf(remote));
  if (remote?.startsWith('ext::') && NETWORK.has(name)) report('opaque', 'cannot tell: the remote is a program');
  for (const [subcommands, letters, says] of PROGRAMS)
    if (subcommands.test(name) && parseOptions(args, `${VALUES} ${letters}`).all(letters).length > 0)
      report('opaque', `cannot tell: ${says}`);
  if (/^(?:commit|tag|notes|merge)$/.test(name)) for (const file of options.all('F template')) read(file);
  if (options.all('exec-path').length > 0) report('opaque', 'cannot tell: git takes its own programs from elsewhere');
  if (name !== '' && !HARMLESS.has(name))
    report('execute', CHANGES.has(name) ? `changes the repository (git ${name})` : `runs git ${name}`);
  if (name === 'rev-parse' && options.has('show-toplevel')) return text(call.scene.machine.place.cwd);
  if (name === 'ls-files' || options.has('name-only')) return below(text('.'));
  return hole(`$(git ${name})`, {}, name === 'rev-parse' || name === 'describe' || name === 'rev-list' ? 'word' : 'any');
}

/** `git restore src/x`; with `--staged` alone the files stay as they are. */
function overwrites({ options, args }: Call): boolean {
  const words = args.map(show);
  return !(options.has('staged') || words.includes('-S')) || options.has('worktree') || words.includes('-W');
}

function clone(address: Value, into: Value | undefined, { scene, touch }: Call): void {
  const base =
    show(address)
      .replace(/(?:\.git)?\/?$/, '')
      .split(/[/:]/)
      .at(-1) ?? '';
  const folder = into ?? text(base);
  touch('write', folder, { recursive: true });
  const { host } = hostOf(show(address));
  if (host !== undefined && !isLocal(host) && /[:/]/.test(show(address))) rememberFetched(scene, folder, host, show(address));
}

/** Work that goes to a place which the block itself names leaves the machine like any other upload. */
function tellRemote(name: string, rest: readonly Value[], { options, scene, report }: Call): void {
  const [first = '', second = '', third = ''] = rest.map(show);
  const address = name === 'push' ? first : third;
  const host = isElsewhere(address) ? (hostOf(address).host ?? 'a host') : undefined;
  if (name === 'remote' && /^(?:add|set-url)$/.test(first)) remember(scene, 'remote', second, host ?? '');
  if (name !== 'push' || options.has('n dry-run')) return;
  const to = host ?? recall(scene, 'remote', first === '' ? 'origin' : first);
  if (to) report('upload', `pushes to ${to}`, { host: to });
}

/** An address, or a text that only the run knows; a path is not. */
function isElsewhere(address: string): boolean {
  const { host } = hostOf(address);
  return /^\$/.test(address)
    ? !/DIR|PATH|ROOT|TMP/i.test(address)
    : /^(?:[a-z][\w+.-]*:\/\/|[^/\s]+:)/i.test(address) && host !== undefined && !isLocal(host);
}

function beforeCommand(args: readonly Value[], at: number): boolean {
  return args.slice(0, at - 1).every((arg, index) => show(arg).startsWith('-') || /^-[Cc]$/.test(show(args[index - 1] ?? [])));
}

/** `git checkout -- .`, `git checkout HEAD -- src`, `git checkout .`: files come from elsewhere, what was in them is gone. */
function discards(args: readonly Value[]): boolean {
  const words = args.slice(args.findIndex((arg) => show(arg) === 'checkout') + 1).map(show);
  const dashes = words.indexOf('--');
  return dashes !== -1 ? words.length > dashes + 1 : words.some((word) => /^(?:\.|\.\/|:\/|\*)$/.test(word));
}

function config(call: Call): void {
  const options = parseOptions(call.args, `${VALUES} f file`);
  const words = options.rest.slice(1).map(show);
  const [name = '', value] = words.filter((word) => !/^(?:set|get|list|unset)$/.test(word));
  const shared = options.has('global system');
  const reads = options.has('get get-all get-regexp get-urlmatch get-color l list') || /^(?:get|list)$/.test(words[0] ?? '');
  if (options.has('e edit')) call.report('execute', 'edits the settings of git');
  if (value !== undefined && !reads && !options.has('unset')) tellSetting(name, value, call, shared);
  const changes =
    value !== undefined || words[0] === 'unset' || options.has('e edit unset unset-all remove-section rename-section');
  if (changes && !reads) for (const file of options.all('f file')) call.touch('write', file);
}

function tellSetting(name: string, value: string, call: Call, shared: boolean): void {
  const code = /^alias\./i.test(name) && value.startsWith('!') ? value.slice(1) : undefined;
  if (code !== undefined) call.code('bash', text(code), `git -c ${name}`);
  else if (/^alias\./i.test(name)) call.run([text('git'), ...value.split(' ').map(text)]);
  else if (runsProgram(name, value) && !shared) call.report('opaque', `cannot tell: sets ${name}, which makes git run ${value}`);
  if (shared) call.report(staysInEffect(name, value) ? 'persistence' : 'write', `changes ${name} of git for all repositories`);
}

function join(words: readonly Value[]): Value {
  return words.flatMap((word, at) => (at === 0 ? word : [...text(' '), ...word]));
}
