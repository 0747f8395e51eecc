// The words of a prefix in; why no grant may hold for all that begins so, or nothing, out. Names and lines are tables.

/** By the program's name, without its folder and version. */
const NEVER: Readonly<Record<string, string>> = {
  'runs any code it is given':
    'sh bash dash ash zsh ksh mksh csh tcsh fish rbash nu elvish xonsh pwsh powershell cmd python pypy ipython node nodejs deno bun tsx ts-node ts-node-esm ts-node-dev vite-node babel-node swc-node esno esrun tsimp jiti zx ruby irb perl php lua luajit R Rscript julia java jshell groovy scala clojure clj kotlin elixir iex erl ghci runghc swipl octave tclsh wish expect osascript guile racket sbcl awk gawk mawk nawk vi vim nvim ex view rvim rview gvim vimdiff nvimdiff ed emacs gdb lldb sqlite psql mysql m4',
  'runs any command it is given':
    'env sudo doas su runuser pkexec timeout gtimeout xargs parallel nohup time nice ionice chrt taskset setsid stdbuf unbuffer command builtin exec eval source . trap alias coproc watch entr nodemon watchexec flock script ssh sshpass mosh rsh chroot nsenter unshare bwrap firejail strace ltrace valgrind perf hyperfine systemd-run at batch crontab tmux screen busybox toybox npx pnpx bunx uvx pipx dotenv direnv concurrently cross-env nix-shell xvfb-run wsl jobs compgen mapfile readarray run-parts ifne pee sg newgrp capsh setarch linux32 linux64 ld.so ld-linux.so ld-linux-x86-64.so ld-linux-aarch64.so ld-musl-x86_64.so ld-musl-aarch64.so approve-run',
  'is a word of the shell itself':
    'if then else elif fi for while until do done case esac select function in set shopt export declare typeset local readonly unset enable hash',
};

/** Lines that run whatever follows: neither they nor what would admit them. */
const RUNNERS = [
  'npm exec|x|init|create|explore',
  'pnpm exec|dlx|create',
  'yarn exec|dlx|create|node|workspace|workspaces',
  'docker|podman|nerdctl run|exec|container',
  'docker|podman compose run|exec',
  'docker-compose run|exec',
  'kubectl|oc run|exec|debug',
  'uv run|tool',
  'poetry|pipenv|pdm|hatch|rye|pixi|conda|mamba|micromamba|rustup|heroku run',
  'bundle|rbenv|pyenv|asdf|mise|nvm|volta|opam|stack|cabal|composer|lerna|lxc exec',
  'mise x',
  'go run|generate',
  'mix run|cmd',
  'dotnet exec|fsi',
  'doppler|op|chamber run|exec',
  'aws-vault exec',
  'nix run|shell|develop',
  'git bisect|filter-branch|submodule',
].flatMap(spelled);

/** Lines that say enough only with a word more. */
const UNFINISHED = [
  'npm|pnpm|yarn run|run-script',
  'make|gmake|just|task|rake|gradle|gradlew|mvn|mvnw|nx|turbo|cargo|swift|bazel|meson',
].flatMap(spelled);

/** What may not follow a prefix of these programs, up to `until`: it would make another command of it. */
const REFUSED_AFTER: Readonly<Record<string, { readonly refused: RegExp; readonly until?: string }>> = {
  npm: { refused: /^-/, until: '--' },
  'make gmake just task': { refused: /^-|=/ },
  rake: { refused: /^-/ },
  'mvn mvnw': { refused: /^-[fst]|^--(?:file|settings|toolchains)|:/ },
  'gradle gradlew': { refused: /^-[IcbpDP]|^--(?:init-script|build-file|settings-file|project-dir|include-build)/ },
  go: { refused: /^--?(?:exec|toolexec|vettool|overlay|C)\b/ },
  cargo: { refused: /^--(?:config|manifest-path)|^-C/, until: '--' },
  'cc gcc g++ c++ clang clang++': { refused: /^-(?:wrapper|fplugin|specs|B)|^@/ },
  cmake: { refused: /^-[PEC]/ },
  'hg svn': { refused: /^--(?:config|diff-cmd|diff3-cmd|editor-cmd|merge)/ },
  find: { refused: /^-(?:exec|ok|delete|fprint|fls)/ },
};

/** Maps, not objects: `constructor` is a name, too. */
const AFTER = new Map(Object.entries(REFUSED_AFTER).flatMap(([names, rule]) => names.split(' ').map((name) => [name, rule])));
const BY_NAME = new Map(Object.entries(NEVER).flatMap(([why, names]) => names.split(' ').map((name) => [name, why])));

export function whyNoPrefix(words: readonly string[]): string | undefined {
  const name = programName(words[0] ?? '');
  const line = [name, ...words.slice(1)];
  const shown = words.join(' ');
  const why = BY_NAME.get(name);
  if (why !== undefined) return `${words[0]} ${why}`;
  const known = [...RUNNERS, ...UNFINISHED].some(([first]) => first === name);
  if (known && words[1]?.startsWith('-')) return `${shown} begins with an option: begin with what ${name} is to do`;
  const runner = RUNNERS.find((one) => beginsWith(line, one) || beginsWith(one, line));
  if (runner !== undefined) {
    const within = beginsWith(line, runner) ? 'runs' : `would admit "${runner.join(' ')}", which runs`;
    return `${shown} ${within} any command`;
  }
  return UNFINISHED.some((one) => beginsWith(one, line)) ? `${shown} runs anything: name what is to be run, too` : undefined;
}

/** Whether words that follow a prefix leave it the command that it was. */
export function mayFollow(prefix: readonly string[], further: readonly string[]): boolean {
  const rule = AFTER.get(programName(prefix[0] ?? ''));
  if (rule === undefined || (rule.until !== undefined && prefix.includes(rule.until))) return true;
  const end = rule.until === undefined ? -1 : further.indexOf(rule.until);
  return !further.slice(0, end === -1 ? further.length : end).some((word) => rule.refused.test(word));
}

export function beginsWith(words: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((word, at) => words[at] === word);
}

/** `/usr/bin/python3.11` is `python`. */
function programName(word: string): string {
  const base = word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/, '');
  return base.replace(/(?<=[A-Za-z])[-.]?\d[\d.]*$/, '');
}

/** `a|b c|d` is four lines. */
function spelled(pattern: string): readonly (readonly string[])[] {
  return pattern
    .split(' ')
    .reduce<readonly (readonly string[])[]>(
      (lines, words) => words.split('|').flatMap((word) => lines.map((line) => [...line, word])),
      [[]],
    );
}
