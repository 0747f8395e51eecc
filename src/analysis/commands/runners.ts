// Programs that run another command in some environment: one line each. The command stands behind the words of the line, its
// options and so many operands; or it is the value of an option, as shell code.
import { parseOptions } from '../shell/options.ts';
import { EMPTY, join, show, text, textOf, type Value } from '../value.ts';
import type { Call } from './spec.ts';

interface Runner {
  /** Options that take a value. */
  readonly values?: string;
  /** Operands before the command. */
  readonly skip?: number;
  /** Options whose value is shell code. */
  readonly code?: string;
  /** Every operand is shell code. */
  readonly each?: true;
  /** Its code is of this tool, and it runs no command. */
  readonly tool?: string;
  /** Only what follows `--` is a command. */
  readonly dashes?: true;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  'uv run': {
    values: 'with p python from extra group env-file directory project m module with-requirements index i refresh-package',
  },
  'poetry run': {},
  'pipenv run': {},
  'pdm run': { values: 'p project' },
  'hatch run': { values: 'e env' },
  'hatch env run': { values: 'e env' },
  'rye run': {},
  'pixi run': { values: 'e environment manifest-path' },
  'conda run': { values: 'n name p prefix cwd' },
  'mamba run': { values: 'n name p prefix cwd' },
  'micromamba run': { values: 'n name p prefix cwd r' },
  npx: { values: 'p package c call', code: 'c call' },
  pnpx: {},
  'pnpm dlx': { values: 'package' },
  'yarn dlx': { values: 'p package' },
  'npm exec': { values: 'p package c call w workspace prefix', code: 'c call' },
  'npm x': { values: 'p package c call w workspace prefix', code: 'c call' },
  'pnpm exec': { values: 'C dir F filter', code: '' },
  'yarn exec': {},
  bunx: { values: 'p package' },
  'lerna exec': { values: 'scope ignore concurrency' },
  'bundle exec': {},
  'rbenv exec': {},
  'pyenv exec': {},
  'nodenv exec': {},
  'asdf exec': {},
  'mise exec': { values: 'C cd j jobs c command', code: 'c command', dashes: true },
  'mise x': { values: 'C cd j jobs c command', code: 'c command', dashes: true },
  'rustup run': { skip: 1 },
  'nvm exec': { skip: 1 },
  'fnm exec': { values: 'using' },
  'volta run': { values: 'node npm yarn' },
  'opam exec': { values: 'switch' },
  'stack exec': { values: 'package stack-yaml' },
  'cabal exec': {},
  'devbox run': {},
  'composer exec': {},
  'nix-shell': { values: 'p packages I A attr run command E expr', code: 'run command' },
  'nix develop': { values: 'c command', dashes: true },
  'nix shell': { values: 'c command', dashes: true },
  'guix shell': { dashes: true },
  'direnv exec': { skip: 1 },
  dotenv: { values: 'e f c v o p' },
  dotenvx: { values: 'e f c v o p' },
  'dotenvx run': { values: 'e f env env-file' },
  'doppler run': { values: 'p project c config command token scope', code: 'command' },
  'infisical run': { values: 'env path command token projectId', code: 'command' },
  'op run': { values: 'env-file account' },
  'aws-vault exec': { values: 'd duration r region', skip: 1 },
  'chamber exec': { dashes: true },
  envchain: { skip: 1 },
  'sops exec-env': { skip: 1, each: true },
  'xvfb-run': { values: 'n s e f w p server-args server-num' },
  wine: {},
  bun: { values: 'e eval p print', code: 'e eval p print', tool: 'typescript' },
  tsx: { values: 'e eval p print', code: 'e eval p print', tool: 'typescript' },
  'ts-node': { values: 'e eval p print', code: 'e eval p print', tool: 'typescript' },
  'bun x': { values: 'p package' },
  'bun run': { tool: 'typescript' },
  'deno run': { tool: 'typescript' },
  'deno eval': { each: true, tool: 'typescript' },
  hyperfine: {
    values:
      'w warmup r runs m min-runs M max-runs p prepare s setup c cleanup conclude n command-name S shell export-json export-csv export-markdown L parameter-list P parameter-scan D',
    code: 'p prepare s setup c cleanup conclude',
    each: true,
  },
  'cargo watch': { values: 'x exec s shell w watch i ignore C', code: 's shell' },
  'cargo-watch': { values: 'x exec s shell w watch i ignore C', code: 's shell' },
  watchexec: { values: 'e exts w watch i ignore f filter d debounce' },
  chokidar: { values: 'c command', code: 'c command' },
  onchange: { dashes: true },
  wsl: { values: 'd u e', dashes: true },
  'vagrant ssh': { values: 'c command', code: 'c command' },
  'heroku run': { values: 'a app r remote' },
  'gcloud compute ssh': { values: 'command zone project', code: 'command' },
  'fly ssh console': { values: 'C command a app', code: 'C command' },
  'multipass exec': { skip: 1 },
  'lxc exec': { skip: 1 },
  'incus exec': { skip: 1 },
  'distrobox enter': { dashes: true },
  'toolbox run': { values: 'c container' },
  'flatpak run': { values: 'command', skip: 1 },
  xterm: { values: 'T title geometry bg fg fn' },
  konsole: { values: 'workdir p' },
  alacritty: { values: 'working-directory t title o' },
  'gnome-terminal': { dashes: true },
  daemonize: { values: 'a c e o p l u E' },
  'perf stat': { values: 'e r o' },
  'perf record': { values: 'e o F c' },
  valgrind: { values: 'tool log-file' },
  'coverage run': {},
  'ld.so': { values: 'library-path preload audit' },
};

/** Not those with markup in them, which no reader knows. */
const READABLE = /\.[cm]?[jt]s$/;

/** By the first word. */
const BY_NAME = new Map<string, (readonly [words: readonly string[], runner: Runner])[]>();
for (const [line, runner] of Object.entries(RUNNERS)) {
  const [first = '', ...words] = line.split(' ');
  BY_NAME.set(first, [...(BY_NAME.get(first) ?? []), [words, runner]]);
}

/** The loader of programs goes by many names. */
const LOADER = /^ld(?:-linux[\w-]*|-musl[\w-]*)?\.so(?:\.\d+)?$/;

export function isRunner(name: string): boolean {
  return BY_NAME.has(name) || (name.startsWith('ld') && LOADER.test(name));
}

/** @returns What the command that it runs writes, or undefined where it runs none. */
export function runInner(call: Call): Value | undefined {
  if (!isRunner(call.name)) return undefined;
  // What they run counts as what they do: a rule that names `uv run pytest` means both.
  const scene = { ...call.scene, scripts: call.scene.scripts ?? 1 };
  for (const [words, runner] of BY_NAME.get(LOADER.test(call.name) ? 'ld.so' : call.name) ?? []) {
    const rest = behind(words, call.args, runner);
    if (rest === undefined) continue;
    const options = parseOptions(rest, runner.values ?? '', true);
    const codes = runner.code ? options.all(runner.code) : [];
    const outputs = codes.map((code) => call.code(runner.tool ?? 'bash', code, `${call.name} ${words.join(' ')}`.trim(), scene));
    const inner = commandIn(rest, options.rest, runner);
    if (runner.each)
      outputs.push(
        ...parseOptions(rest, runner.values ?? '')
          .operands.slice(runner.skip ?? 0)
          .map((code) => call.code(runner.tool ?? 'bash', code, call.name, scene)),
      );
    else if (inner.length > 0 && runner.tool === undefined) outputs.push(call.run(inner, scene));
    const [script, ...given] = inner;
    const packaged = /^npm:(.+)$/.exec(show(script ?? EMPTY))?.[1];
    if (packaged !== undefined) outputs.push(call.run([text(packaged), ...given], scene));
    if (outputs.length === 0 && runner.tool !== undefined && script !== undefined && READABLE.test(show(script)))
      outputs.push(call.file(script, given, runner.tool));
    if (outputs.length > 0) return join(outputs);
  }
  return undefined;
}

/** The words behind `conda run`, wherever options stand before and between. */
function behind(words: readonly string[], args: readonly Value[], runner: Runner): readonly Value[] | undefined {
  let rest = args;
  for (const word of words) {
    const operands = parseOptions(rest, runner.values ?? '', true).rest;
    if (textOf(operands[0] ?? EMPTY) !== word) return undefined;
    rest = operands.slice(1);
  }
  return rest;
}

function commandIn(rest: readonly Value[], operands: readonly Value[], runner: Runner): readonly Value[] {
  const mark = rest.findIndex((word) => /^(?:--|-c|-x|--command)$/.test(show(word)));
  if (runner.dashes) return mark === -1 ? [] : rest.slice(mark + 1);
  const skipped = operands.slice(runner.skip ?? 0);
  return show(skipped[0] ?? EMPTY) === '--' ? skipped.slice(1) : skipped;
}
