// Package managers and build tools. What comes from a registry is one thing, what comes from an address is another.
import { fetchedFrom } from '../shell/remember.ts';
import { EMPTY, show, text, type Value } from '../value.ts';
import { isApproveRun, tellReplaced } from './approve-run.ts';
import { hostOf } from './host-of.ts';
import { bindProjectFiles } from './project-files.ts';
import { makeTargets, packageScript, setScript } from './project-scripts.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const NODE_VALUES = 'prefix C cwd dir filter F w workspace registry userconfig cache loglevel reporter tag otp access';

export const PACKAGES: Specs = {
  'npm pnpm yarn bun': {
    values: NODE_VALUES,
    executes: true,
    does: nodeManager,
  },
  'npx bunx pnpx': { values: 'p package c call', does: npx },
  'pip pip2 pip3 uv poetry pipx uvx conda mamba micromamba pdm hatch rye': {
    values:
      'r requirement c constraint e editable i index-url extra-index-url f find-links t target d dest n name p prefix python with from',
    executes: true,
    does: (call) => installs(call, 'install add pip run tool inject download wheel'),
  },
  'gem bundle cargo go composer cpan cpanm luarocks mix stack cabal nuget dotnet swift pod': {
    values: 'git branch tag rev path manifest-path target-dir C o p package bin example features',
    executes: true,
    does: (call) => installs(call, 'install add get require run tool'),
  },
  'deno tsx ts-node': { executes: true, does: (call) => installs(call, 'run install add') },
  brew: { executes: true, does: (call) => (show(call.operands[0] ?? []) === 'shellenv' ? EMPTY : installs(call, 'install tap')) },
  'pyenv rbenv nodenv jenv opam fnm zoxide starship direnv ssh-agent dircolors mise asdf rustup nvm': {
    executes: true,
    does: () => EMPTY,
  },
  'apt apt-get aptitude yum dnf zypper pacman apk port snap flatpak nix nix-env emerge xbps-install pkg dpkg rpm choco winget': {
    values: 'o c t',
    executes: true,
  },
  'make gmake ninja cmake ctest meson bazel gradle gradlew mvn ant just task rake scons': {
    values: 'C f j S B D G t target o file justfile taskfile rakefile d p',
    executes: true,
    does: makefile,
  },
};

export const PACKAGE_LINES: readonly Pattern[] = [
  ['npm install|i|ci|add|update|up|upgrade|link', 'package-install', 'installs packages {*}'],
  ['npm exec|x|init|create', 'package-install', 'installs and runs {1}'],
  ['npm publish !--dry-run', 'upload', 'publishes the package'],
  ['npm unpublish|deprecate|owner|access|dist-tag|token', 'cloud-destroy', 'changes the published package'],
  ['npm config set', 'persistence', 'changes the settings of npm'],
  ['npm set', 'persistence', 'changes the settings of npm'],
  ['pnpm config set', 'persistence', 'changes the settings of pnpm'],
  ['yarn config set', 'persistence', 'changes the settings of yarn'],
  ['pip config set', 'persistence', 'changes the settings of pip'],
  ['pip3 config set', 'persistence', 'changes the settings of pip'],
  ['pnpm install|i|add|update|up|dlx|create', 'package-install', 'installs packages {*}'],
  ['pnpm publish !--dry-run', 'upload', 'publishes the package'],
  ['yarn install|add|upgrade|up|dlx|create', 'package-install', 'installs packages {*}'],
  ['yarn publish', 'upload', 'publishes the package'],
  ['yarn npm publish', 'upload', 'publishes the package'],
  ['bun install|i|add|update|x|create', 'package-install', 'installs packages {*}'],
  ['bun publish', 'upload', 'publishes the package'],
  ['pip install|download|wheel', 'package-install', 'installs packages {*}'],
  ['pip3 install|download|wheel', 'package-install', 'installs packages {*}'],
  ['pip2 install|download|wheel', 'package-install', 'installs packages {*}'],
  ['pipx install|run|inject|upgrade', 'package-install', 'installs packages {*}'],
  ['uv add|sync|tool', 'package-install', 'installs packages {*}'],
  ['uv pip install|sync', 'package-install', 'installs packages {*}'],
  ['uv publish', 'upload', 'publishes the package'],
  ['uvx', 'package-install', 'installs and runs {1}'],
  ['poetry add|install|update', 'package-install', 'installs packages {*}'],
  ['poetry publish', 'upload', 'publishes the package'],
  ['twine upload', 'upload', 'publishes the package'],
  ['conda install|create|update', 'package-install', 'installs packages {*}'],
  ['conda remove|env --all', 'delete', 'deletes an environment'],
  ['gem install|update', 'package-install', 'installs packages {*}'],
  ['gem push', 'upload', 'publishes the package'],
  ['gem yank', 'cloud-destroy', 'takes the published package back'],
  ['bundle install|update|add', 'package-install', 'installs packages {*}'],
  ['cargo install|add|update', 'package-install', 'installs packages {*}'],
  ['cargo publish !--dry-run', 'upload', 'publishes the package'],
  ['cargo yank', 'cloud-destroy', 'takes the published package back'],
  ['go get|install', 'package-install', 'installs packages {*}'],
  ['go run *@latest', 'package-install', 'installs and runs a package'],
  ['composer install|require|update', 'package-install', 'installs packages {*}'],
  ['dotnet nuget push', 'upload', 'publishes the package'],
  ['mvn deploy', 'upload', 'publishes the package'],
  ['gradle publish', 'upload', 'publishes the package'],
  ['apt install|update|upgrade|full-upgrade|build-dep', 'package-install', 'installs system packages {*}'],
  ['apt-get install|update|upgrade|dist-upgrade|build-dep', 'package-install', 'installs system packages {*}'],
  ['apt remove|purge|autoremove', 'privilege', 'removes system packages {*}'],
  ['apt-get remove|purge|autoremove', 'privilege', 'removes system packages {*}'],
  ['apt-key', 'privilege', 'changes whom the system trusts'],
  ['add-apt-repository', 'privilege', 'changes whom the system trusts'],
  ['dpkg -i|--install|-P|--purge|-r|--remove', 'privilege', 'changes system packages {*}'],
  ['rpm -i|-U|-e|--install|--erase', 'privilege', 'changes system packages {*}'],
  ['yum install|update|upgrade|groupinstall', 'package-install', 'installs system packages {*}'],
  ['yum remove|erase|autoremove', 'privilege', 'removes system packages {*}'],
  ['dnf install|update|upgrade', 'package-install', 'installs system packages {*}'],
  ['dnf remove|erase|autoremove', 'privilege', 'removes system packages {*}'],
  ['pacman -S', 'package-install', 'installs system packages {*}'],
  ['pacman -R|-Rns|-Rs', 'privilege', 'removes system packages {*}'],
  ['apk add|upgrade', 'package-install', 'installs system packages {*}'],
  ['apk del', 'privilege', 'removes system packages {*}'],
  ['brew install|upgrade|tap|reinstall', 'package-install', 'installs packages {*}'],
  ['brew uninstall|remove|cleanup|untap', 'privilege', 'removes packages {*}'],
  ['brew services start|restart', 'persistence', 'makes the service {1} start by itself'],
  ['snap install|refresh', 'package-install', 'installs packages {*}'],
  ['snap remove', 'privilege', 'removes packages {*}'],
  ['flatpak install', 'package-install', 'installs packages {*}'],
  ['nix profile install', 'package-install', 'installs packages {*}'],
  ['nix-env -i|--install', 'package-install', 'installs packages {*}'],
  ['corepack enable|prepare', 'package-install', 'installs package managers'],
  ['playwright install', 'package-install', 'installs browsers'],
];

const FROM_ADDRESS =
  /^(?:\S+ ?@ ?)?(?:git\+)?(?:https?|git|ssh|ftp):\/\/|^git\+|^git@|^(?:github|gitlab|bitbucket|gist):|@(?:git\+)?https?:\/\//;
const GITHUB_SHORT = /^[\w-]+\/[\w.-]+(?:#.*)?$/;

function installs(call: Call, subcommands: string): undefined {
  const { name, operands, options, report } = call;
  const [sub = [], ...rest] = operands;
  if (!subcommands.split(' ').includes(show(sub)) && name !== 'uvx' && name !== 'deno') return undefined;
  const sources = [
    ...rest,
    ...options.all('git e editable i index-url extra-index-url f find-links from with r requirement registry'),
  ].map(show);
  for (const source of sources) {
    const short =
      /^(?:npm|pnpm|bun|yarn)$/.test(name) && /^(?:install|i|add|dlx|exec|x)$/.test(show(sub)) && GITHUB_SHORT.test(source);
    if (FROM_ADDRESS.test(source) && !isRegistry(source))
      report('download-execute', `installs code from ${hostOf(source.replace(/^.*?(?:git\+|@ ?)/, '')).host ?? source}`);
    else if (short) report('download-execute', `installs code from ${source}`);
  }
  return undefined;
}

function isRegistry(source: string): boolean {
  return /^https:\/\/(?:pypi\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|download\.pytorch\.org|files\.pythonhosted\.org|crates\.io|rubygems\.org)\//.test(
    source,
  );
}

function npx(call: Call): undefined {
  const { operands, options, report, code } = call;
  const source = show(operands[0] ?? []);
  for (const script of options.all('c call')) code('bash', script, 'npx -c');
  if (FROM_ADDRESS.test(source) || (GITHUB_SHORT.test(source) && !source.startsWith('@')))
    report('download-execute', `installs and runs code from ${hostOf(source).host ?? source}`);
  else report('execute', `runs ${[source, ...operands.slice(1, 3).map(show)].join(' ')}`);
  const inner = operands.findIndex((word) => !show(word).startsWith('-'));
  if (/^(?:rimraf|del-cli|trash)$/.test(source))
    for (const path of operands.slice(inner + 1)) call.touch('delete', path, { recursive: true });
  return undefined;
}

/** What it runs is in a file of the project. */
function makefile(call: Call): Value | undefined {
  for (const arg of call.args)
    if (/^(?:SHELL=(?!(?:(?:\/usr)?\/bin\/)?(?:ba|da)?sh$)|MAKEFLAGS=|\.SHELLFLAGS=|--eval\b|-E.)/.test(show(arg)))
      call.report('opaque', 'cannot tell: changes the shell of make');
  bindProjectFiles(call);
  if (!/^g?make$/.test(call.name)) return undefined;
  const host = fetchedFrom(call.options.all('C directory')[0] ?? text('.'), call.scene);
  if (host !== undefined) call.report('download-execute', `runs what it downloads from ${host}`, { host });
  return makeTargets(call);
}

/** Without a verb, `yarn` and `bun` install. */
const INSTALLS = /^(?:i|in|ins|inst|install|ci|add|pack|publish|rebuild|link|)$/;

function nodeManager(call: Call): Value | undefined {
  installs(call, 'install i add ci exec x dlx create init');
  setScript(call);
  if (INSTALLS.test(show(call.operands[0] ?? []))) bindProjectFiles(call);
  tellReplaced(call.operands, call.options.has('g global location'), call.scene, call.report);
  const own = call.args.findIndex((arg) => isApproveRun(show(arg)));
  // As `yarn tsc` does, `yarn approve-run` runs what is installed.
  if (call.name !== 'npm' && own !== -1 && call.args.slice(0, own).every((arg) => /^(?:-.*|run)$/.test(show(arg))))
    return call.run(call.args.slice(own));
  return packageScript(call);
}
