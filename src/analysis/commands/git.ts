// What git and its kin do. History and uncommitted work are what they can lose.

import { parseOptions } from '../shell/options.ts';
import { hole, show, text, textOf, type Value } from '../value.ts';
import { hostOf } from './host-of.ts';
import type { Call, Pattern, Specs } from './spec.ts';
import { below } from './text-programs.ts';

/** Only letters that take a value with every subcommand: `-u` does not, and what follows it must be seen. */
const VALUES =
  '-C -c git-dir work-tree namespace exec-path m message F author date C reuse-message b B depth upload-pack receive-pack strategy grep since until pathspec-from-file';

export const GIT: Specs = {
  git: { values: VALUES, does: git },
  'gh glab': {
    values: 'R repo b body t title F body-file l label a assignee H head B base X method f raw-field F field q jq json L limit',
    executes: true,
  },
  'hg svn jj': { executes: true },
  'bfg git-filter-repo': { always: ['git-history', 'rewrites the history'] },
};

export const GIT_LINES: readonly Pattern[] = [
  ['git push -f|--force|--force-with-lease|--force-if-includes !-n|--dry-run', 'git-history', 'force-pushes to {1}'],
  ['git push --mirror|--prune|-d|--delete !-n|--dry-run', 'git-history', 'deletes what is on the remote {1}'],
  ['git push … +*', 'git-history', 'force-pushes to {1}'],
  ['git push … :*', 'git-history', 'deletes a branch on the remote'],
  ['git reset --hard|--merge|--keep', 'git-history', 'throws uncommitted work away (git reset --hard)'],
  ['git clean -f|--force !-n|--dry-run', 'git-history', 'deletes untracked files (git clean)'],
  ['git checkout -f|--force', 'git-history', 'throws uncommitted work away (git checkout --force)'],
  ['git restore … .|./|:/ !--staged|-S', 'git-history', 'throws uncommitted work away (git restore)'],
  ['git restore … .|./|:/ --worktree|-W', 'git-history', 'throws uncommitted work away (git restore)'],
  ['git switch -f|--force|--discard-changes', 'git-history', 'throws uncommitted work away (git switch)'],
  ['git switch -C|--force-create', 'git-history', 'moves the branch {1}'],
  ['git branch -D', 'git-history', 'deletes the branch {1} without looking whether it is merged'],
  ['git branch -d|--delete -f|--force', 'git-history', 'deletes the branch {1} without looking whether it is merged'],
  ['git branch -d|--delete -r|--remotes', 'execute', 'forgets the remote branch {1}'],
  ['git branch -f|--force !-d|--delete', 'git-history', 'moves the branch {1}'],
  ['git branch -M', 'execute', 'renames the branch'],
  ['git tag -f|--force', 'git-history', 'moves the tag {1}'],
  ['git stash clear', 'git-history', 'throws all stashes away'],
  ['git stash drop', 'git-history', 'throws a stash away'],
  ['git reflog expire|delete', 'git-history', 'deletes what could be restored (git reflog)'],
  ['git gc --prune=now', 'git-history', 'deletes what could be restored (git gc)'],
  ['git gc --prune=all', 'git-history', 'deletes what could be restored (git gc)'],
  ['git prune !-n|--dry-run', 'git-history', 'deletes what could be restored (git prune)'],
  ['git filter-branch', 'git-history', 'rewrites the history'],
  ['git filter-repo', 'git-history', 'rewrites the history'],
  ['git replace', 'git-history', 'rewrites the history'],
  ['git update-ref -d|--stdin', 'git-history', 'deletes the reference {1}'],
  ['git symbolic-ref -d|--delete', 'git-history', 'deletes the reference {1}'],
  ['git worktree remove -f|--force', 'git-history', 'deletes the work tree {1} with its changes'],
  ['git submodule deinit -f|--force', 'git-history', 'deletes the submodule {1} with its changes'],
  ['git rm -f|--force !-n|--dry-run|--cached', 'git-history', 'deletes {1} with its changes'],
  ['git remote remove|rm|set-url', 'execute', 'changes the remotes'],
  ['git lfs prune', 'execute', 'deletes local copies'],
  ['git bundle', 'execute', 'writes the repository to a file'],
  ['git daemon', 'network', 'serves the repository'],
  ['git send-email', 'upload', 'sends mail'],
  ['gh repo delete|archive', 'cloud-destroy', 'deletes the repository {1}'],
  ['gh repo edit --visibility', 'cloud-destroy', 'changes who sees the repository'],
  ['gh release delete|delete-asset', 'cloud-destroy', 'deletes the release {1}'],
  [
    'gh secret|variable|ssh-key|gpg-key|gist|issue|run|cache|label|project|workflow delete|remove',
    'cloud-destroy',
    'deletes from the forge: {*}',
  ],
  ['gh api … -X=DELETE|--method=DELETE', 'cloud-destroy', 'deletes through the API of the forge'],
  ['gh gist create', 'upload', 'publishes {*}'],
  ['hg strip|rollback', 'git-history', 'rewrites the history'],
  ['hg update -C|--clean', 'git-history', 'throws uncommitted work away'],
  ['svn revert|delete', 'git-history', 'throws work away'],
];

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
/** Settings that make git run a program. */
const RUNS =
  /^(?:alias\.|core\.(?:fsmonitor|sshcommand|pager|editor|hookspath|askpass|gitproxy|attributesfile)|pager\.|diff\..*(?:command|textconv|external)|filter\.|merge\..*driver|credential\..*helper|credential\.helper|gpg\..*program|gpg\.program|sequence\.editor|interactive\.difffilter|uploadpack\.|receive\.|protocol\.ext|url\.|http\.proxy|http\.sslverify|include|browser\.|man\.|difftool\.|mergetool\.|init\.templatedir|sendemail\.)/i;
const HARMLESS_SETTING = /^(?:|true|false|cat|less|store --file \S+|cache.*|vim|nano|vi|code --wait|delta|-?less .*)$/;

function git(call: Call): Value | undefined {
  const { args, options, operands, report, touch } = call;
  const settings = args.flatMap((arg, at) => (textOf(args[at - 1] ?? []) === '-c' && beforeCommand(args, at) ? [arg] : []));
  for (const setting of settings)
    tellSetting(show(setting).replace(/=.*/s, ''), show(setting).replace(/^[^=]*=?/, ''), call, false);
  const [sub = [], ...rest] = operands;
  const name = show(sub);
  if (name === 'config') config(rest, call);
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
  if (name === 'clone')
    touch(
      'write',
      rest[1] ??
        text(
          show(rest[0] ?? [])
            .replace(/\.git$|\/$/, '')
            .split(/[/:]/)
            .at(-1) ?? '',
        ),
      { recursive: true },
    );
  if (name === 'init' && rest[0]) touch('write', rest[0], { recursive: true });
  const remote = rest.map(show).find((word) => /[:/].*\w/.test(word));
  if (NETWORK.has(name))
    report('network', `talks to ${rest[0] ? show(rest[0]) : 'the remote'}`, remote === undefined ? {} : hostOf(remote));
  if (remote?.startsWith('ext::') && NETWORK.has(name)) report('opaque', 'cannot tell: the remote is a program');
  if (options.has('upload-pack receive-pack') && NETWORK.has(name))
    report('opaque', 'cannot tell: names a program for the remote');
  if (name !== '' && !HARMLESS.has(name))
    report('execute', CHANGES.has(name) ? `changes the repository (git ${name})` : `runs git ${name}`);
  if (name === 'rev-parse' && options.has('show-toplevel')) return text(call.scene.machine.place.cwd);
  if (name === 'ls-files' || options.has('name-only')) return below(text('.'));
  return hole(`$(git ${name})`, {}, name === 'rev-parse' || name === 'describe' || name === 'rev-list' ? 'word' : 'any');
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

function config(rest: readonly Value[], call: Call): void {
  const words = rest.map(show).filter((word) => !/^(?:set|get|list|unset)$/.test(word));
  const [name = '', value] = words;
  const shared = call.options.has('global system');
  if (call.options.has('e edit')) call.report('execute', 'edits the settings of git');
  if (value !== undefined && !call.options.has('get get-all get-regexp l list unset')) tellSetting(name, value, call, shared);
}

function tellSetting(name: string, value: string, call: Call, shared: boolean): void {
  const code = /^alias\./i.test(name) && value.startsWith('!') ? value.slice(1) : undefined;
  if (code !== undefined) call.code('bash', text(code), `git -c ${name}`);
  else if (/^alias\./i.test(name)) call.run([text('git'), ...value.split(' ').map(text)]);
  else if (RUNS.test(name) && !HARMLESS_SETTING.test(value) && !shared)
    call.report('opaque', `cannot tell: sets ${name}, which makes git run ${value}`);
  if (shared)
    call.report(
      RUNS.test(name) && !HARMLESS_SETTING.test(value) ? 'persistence' : 'write',
      `changes ${name} of git for all repositories`,
    );
}

function join(words: readonly Value[]): Value {
  return words.flatMap((word, at) => (at === 0 ? word : [...text(' '), ...word]));
}
