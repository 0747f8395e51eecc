// Programs that run code which they are given: as an option, on standard input, or from a file.
import { pathOf } from '../path-of.ts';
import { bindScript, scriptOf } from '../script-of.ts';
import { parseOptions } from '../shell/options.ts';
import { EMPTY, join, show, text, type Value } from '../value.ts';
import { isOwnProgram } from './approve-run.ts';
import type { Call, Specs } from './spec.ts';
import { writtenHere } from './tests.ts';

interface Interpreter {
  readonly tool: string;
  /** Options whose value is code. */
  readonly code: string;
  /** Other options that take a value. */
  readonly values?: string;
  /** Options whose value is a file that runs first. */
  readonly files?: string;
  /** It reads code from standard input when no file is named. */
  readonly stdin?: false;
}

/** One line an interpreter. */
const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  'bash sh dash ash zsh ksh mksh rbash': { tool: 'bash', code: 'c', values: 'o O +o +O', files: 'rcfile init-file' },
  'python python2 python3 pypy pypy3 ipython': { tool: 'python', code: 'c', values: 'W X Q m check-hash-based-pycs' },
  'node nodejs': {
    tool: 'node',
    code: 'e eval p print pe',
    values: 'input-type test-name-pattern test-reporter env-file conditions C',
    files: 'r require import loader experimental-loader',
  },
  perl: { tool: 'perl', code: 'e E', values: 'I M m x' },
  ruby: { tool: 'ruby', code: 'e', values: 'I r C E' },
  php: { tool: 'php', code: 'r', values: 'd S t c B R F E' },
  'lua luajit': { tool: 'lua', code: 'e', values: 'l' },
  'Rscript R': { tool: 'r', code: 'e' },
  'pwsh powershell pwsh.exe powershell.exe': { tool: 'pwsh', code: 'Command c EncodedCommand e -Command -EncodedCommand' },
  'tclsh expect': { tool: 'tcl', code: 'c' },
  emacs: { tool: 'elisp', code: 'eval execute', files: 'l load script', stdin: false },
  'guile elixir ghci julia groovy scala clojure erl swipl racket sbcl octave': { tool: 'other', code: 'c e E eval execute' },
};

export const INTERPRETER_SPECS: Specs = Object.fromEntries(
  Object.entries(INTERPRETERS).map(([names, interpreter]) => [
    names,
    {
      values: `${interpreter.code} ${interpreter.values ?? ''} ${interpreter.files ?? ''}`,
      does: (call) => interpret(interpreter, call),
    },
  ]),
);

function interpret(interpreter: Interpreter, call: Call): Value | undefined {
  const { tool } = interpreter;
  const { name, stdin, code, file, report, scene } = call;
  const args = call.args.map((arg) => (show(arg).startsWith('+') ? text(/^\+[oO]$/.test(show(arg)) ? '-o' : '-x') : arg));
  // `bash -c` takes the first operand, however the letters stand: `bash -c -e 'code'`, `bash -ce 'code'`, `bash -c -- 'code'`.
  const codes = tool === 'bash' ? '' : interpreter.code;
  const options = parseOptions(args, `${codes} ${interpreter.values ?? ''} ${interpreter.files ?? ''}`, true);
  for (const early of interpreter.files ? options.all(interpreter.files) : [])
    if (/^[./~]|^data:/.test(show(early))) file(early, [], tool);
  if (options.has('n') && tool === 'bash') return EMPTY;
  if (tool === 'php' && options.has('S')) serve(options.all('t')[0], call);
  if (tool === 'node' && options.has('test')) for (const test of options.rest) if (writtenHere(test, call)) file(test, [], tool);
  if (options.has('version V h help') || (tool === 'node' && options.has('check test'))) return undefined;
  const first = tool === 'bash' && options.has('c') ? options.rest.slice(0, 1) : [];
  const given = tool === 'bash' ? first : options.all(interpreter.code);
  const behind = options.rest.slice(first.length);
  if (given.length > 0)
    return join(
      given.map((one) =>
        code(
          tool,
          tool === 'bash' ? one : [...one, ...text('\n')],
          `${name} -${interpreter.code[0]}`,
          withArguments(call, behind),
        ),
      ),
    );
  const module = tool === 'python' ? options.all('m')[0] : undefined;
  if (module !== undefined) return runModule(call, show(module), args);
  const [script, ...rest] = options.rest;
  const asks =
    script === undefined || show(script) === '-' || show(script) === '/dev/stdin' || (tool === 'bash' && options.has('s'));
  if (!asks && isOwnProgram(script, call)) call.run([text('approve-run'), ...rest]);
  if (!asks) return file(script, rest, tool);
  if (interpreter.stdin === false) return undefined;
  if (stdin.length > 0) return code(tool, stdin, name, withArguments(call, tool === 'bash' ? options.rest : rest));
  if (tool === 'bash' && options.has('i')) report('execute', 'starts a shell');
  // What such a shell prints matters to whoever reads it.
  return [{ type: 'hole', text: `$(${name})`, nature: 'any', taint: {} }];
  function withArguments(inner: Call, positional: readonly Value[]) {
    const [zero] = positional;
    const { shell } = inner.scene;
    const variables = new Map(shell.variables);
    if (zero !== undefined) variables.set('0', [[zero]]);
    return {
      ...inner.scene,
      shell: { ...shell, variables, positional: positional.slice(options.has('s') ? 0 : 1) },
      stdin: given.length > 0 ? stdin : EMPTY,
      depth: scene.depth,
    };
  }
}

/** Whoever connects may read what is served. */
function serve(folder: Value | undefined, { report, scene }: Call): void {
  const place = folder === undefined ? undefined : pathOf(folder, scene);
  const outside = place !== undefined && /^(?:home|system|parent|elsewhere)$/.test(place.where) && !place.ofProject;
  report(outside ? 'upload' : 'network', `serves the folder${outside ? ` ${place.shown}` : ''}`);
}

/** `python -m`: the modules that do what a command of their own does. */
const MODULES: Readonly<Record<string, string>> = {
  pip: 'pip',
  twine: 'twine',
  poetry: 'poetry',
  uv: 'uv',
  awscli: 'aws',
  pytest: 'pytest',
};
/** Modules whose first operand is a script, and those whose words are code. */
const RUNNING_MODULES = new Set([
  'cProfile',
  'profile',
  'pdb',
  'trace',
  'runpy',
  'coverage',
  'memory_profiler',
  'viztracer',
  'kernprof',
  'doctest',
]);
const HARMLESS_MODULES = new Set(['json.tool', 'tabnanny', 'this', 'platform', 'site', 'sysconfig', 'calendar']);

/** One of the project runs before any that is installed. */
function ownModule(call: Call, module: string, args: readonly Value[]): Value | undefined {
  const names = module.split('.');
  const folders = names.map((_, at) => names.slice(0, at + 1).join('/'));
  const whole = names.join('/');
  for (const path of [...folders.map((folder) => `${folder}/__init__.py`), `${whole}.py`]) bindScript(text(path), call.scene);
  for (const path of [`${whole}/__main__.py`, `${whole}.py`].map(text)) {
    const found = /^[\w.]+$/.test(module) ? scriptOf(path, call.scene, call.line) : undefined;
    if (found !== undefined) return call.code('python', found.code, `python -m ${module}`, withPositional(found.scene, args));
  }
  return undefined;
}

function withPositional(scene: Call['scene'], positional: readonly Value[]): Call['scene'] {
  return { ...scene, shell: { ...scene.shell, positional } };
}

function runModule(call: Call, module: string, args: readonly Value[]): Value | undefined {
  const rest = args.slice(args.findIndex((arg) => /^-\w*m/.test(show(arg))) + (args.some((arg) => show(arg) === '-m') ? 2 : 1));
  const command = Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  if (command !== undefined) return call.run([text(command), ...rest]);
  if (module === 'venv' || module === 'virtualenv')
    for (const path of rest.filter((word) => !show(word).startsWith('-'))) call.touch('write', path, { recursive: true });
  else if (module === 'http.server') serve(parseOptions(rest, 'd directory b bind').all('d directory')[0], call);
  else if (module === 'timeit') {
    const options = parseOptions(rest, 's setup n number r repeat u unit', true);
    for (const code of [...options.all('s setup'), ...options.rest])
      call.code('python', [...code, ...text('\n')], 'python -m timeit');
  } else if (RUNNING_MODULES.has(module)) {
    const script = rest.find((word) => /\.py$/.test(show(word)));
    if (script === undefined) call.report('execute', `runs the module ${module}`);
    else call.file(script, rest.slice(rest.indexOf(script) + 1), 'python');
  } else if (!HARMLESS_MODULES.has(module)) {
    call.report('execute', `runs the module ${module}`);
    return ownModule(call, module, rest);
  }
  return undefined;
}
