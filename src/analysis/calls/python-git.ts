// Git libraries in Python: they are read as the git command that they stand for.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { listThing, literalOf, type Thing, textThing, toText } from '../program/thing.ts';
import { show } from '../value.ts';
import { isOn } from './described.ts';

export const PYTHON_GIT: Apis = {
  'pygit2.Repository().reset': { does: (call) => hard(call, call.arg('1 reset_mode reset_type'), /HARD|3/) },
  'pygit2.Repository().checkout pygit2.Repository().checkout_head pygit2.Repository().checkout_tree': {
    does: (call) => hard(call, call.arg('strategy'), /FORCE/),
  },
  'pygit2.Repository().branches.delete pygit2.Repository().references.delete': { tell: ['git-history', 'deletes a branch'] },
  'dulwich.porcelain.reset': { does: (call) => hard(call, call.arg('1 mode'), /hard/) },
  'dulwich.porcelain.push': {
    does: (call) => git(call, ['push', ...(isOn(call.arg('force')) ? ['--force'] : [])]),
  },
  'dulwich.porcelain.clean': { does: (call) => git(call, ['clean', '-fd']) },
  'dulwich.porcelain.branch_delete': { tell: ['git-history', 'deletes a branch'] },
  'git.cmd.Git().execute git.Git().execute': {
    does: (call) => textThing(call.command(call.arg('0 command') ?? listThing([]))),
  },
};

export const PYTHON_GIT_FAMILIES: readonly (readonly [name: RegExp, api: Api])[] = [
  [/^git\.(?:Repo(?:\.\w+)?\(\)(?:\[\])?\.git|cmd\.Git\(\)|Git\(\))\.\w+$/, { does: command }],
  [/^git\.Repo(?:\.\w+)?\(\)\.(?:remotes?\b.*|remote\(\))\.push$/, { does: command }],
  [/^git\.Repo(?:\.\w+)?\(\)\.(?:head|active_branch|heads\b.*)\.reset$/, { does: reset }],
  [/^git\.Repo(?:\.\w+)?\(\)\.(?:delete_head|delete_tag|delete_remote)$/, { does: deleteHead }],
];

function hard(call: ApiCall, mode: Thing | undefined, destroys: RegExp): undefined {
  const shown = mode === undefined ? '' : mode.type === 'ref' ? mode.name : show(toText(mode));
  if (destroys.test(shown)) call.report('git-history', 'throws uncommitted work or commits away');
  return undefined;
}

function git(call: ApiCall, words: readonly string[]): Thing {
  return textThing(call.command(listThing(['git', ...words].map((word) => textThing(word)))));
}

function reset(call: ApiCall): Thing {
  const to = literalOf(call.arg('0 commit')) ?? 'HEAD';
  return git(call, ['reset', isOn(call.arg('working_tree')) ? '--hard' : '--mixed', to]);
}

function deleteHead(call: ApiCall): Thing {
  const names = call.args.map((arg) => show(toText(arg)));
  const verb = call.name.endsWith('_tag') ? ['tag', '-d'] : ['branch', isOn(call.arg('force')) ? '-D' : '-d'];
  return git(call, [...verb, ...names]);
}

/** GitPython: options are named arguments. */
function command(call: ApiCall): Thing {
  const verb = call.name.split('.').at(-1)?.replaceAll('_', '-') ?? '';
  const options = [...call.named].flatMap(([name, thing]) => {
    const dashed = `${name.length === 1 ? '-' : '--'}${name.replaceAll('_', '-')}`;
    if (name === 'refspec') return [thing];
    if (thing.type === 'nothing') return [];
    return thing.type === 'text' ? [textThing(`${dashed}=${literalOf(thing) ?? ''}`)] : [textThing(dashed)];
  });
  const words = call.args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg]));
  // The remote is what it is called on.
  const remote = verb === 'push' && !/\.git\.push$/.test(call.name) ? [textThing('origin')] : [];
  return textThing(call.command(listThing([textThing('git'), textThing(verb), ...remote, ...words, ...options])));
}
