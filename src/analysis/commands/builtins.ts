// The shell's own commands: they change what later words mean.
import { posix } from 'node:path';
import { pathOf } from '../path-of.ts';
import { scriptOf } from '../script-of.ts';
import { followLinks } from '../shell/follow-links.ts';
import { EMPTY, hole, join, joinWords, show, text, textOf, type Value } from '../value.ts';
import { ASSIGNMENTS } from './assignments.ts';
import { locate, located } from './located.ts';
import type { Call, Specs } from './spec.ts';

export const BUILTINS: Specs = {
  ...ASSIGNMENTS,
  cd: { does: cd },
  pushd: { does: cd },
  popd: { does: ({ scene }) => setCwd(scene.machine.place.cwd, scene) },
  alias: { does: alias },
  unalias: { does: ({ args, scene }) => forget(args, scene.shell.aliases) },
  set: { does: set },
  shift: { does: shift },
  eval: {
    does: (call) =>
      call.scene.machine.runCode(
        'bash',
        joinWords(call.args),
        { ...call.scene, via: [...call.scene.via], literal: false },
        call.line,
      ),
  },
  'source .': { does: source },
  trap: { does: trap },
  hash: { values: 'p', does: rename },
  jobs: { does: () => hole('$(jobs)', {}, 'own-process') },
  'enable complete compgen bind': { values: 'f C F A W x', does: loads },
  'type which': {
    does: ({ name, operands, options }) => (name === 'type' && !options.has('p P') ? hole('$(type)') : located(operands)),
  },
  whereis: {
    values: 'B M S',
    does: ({ operands }) => join(operands.map((name) => [...name, ...text(': '), ...locate(name), ...text('\n')])),
  },
  'history fc': {
    values: 's e',
    does: ({ options, name }) => (options.has('c w a r n s') ? EMPTY : hole(`$(${name})`, { secret: 'the history' })),
  },
  'shopt umask ulimit wait disown fg bg exit return break continue : times dirs caller suspend logout compopt': {},
};

/** Longer than any path can be. */
const MAX_PATH = 4096;

function setCwd(cwd: string | undefined, scene: Call['scene']): undefined {
  scene.shell.cwd = cwd !== undefined && cwd.length > MAX_PATH ? undefined : cwd;
  return undefined;
}

function cd({ operands, scene }: Call): undefined {
  const [target] = operands;
  if (target === undefined) return setCwd(scene.machine.place.home, scene);
  if (show(target) === '-') return setCwd(scene.machine.place.cwd, scene);
  const literal = textOf(followLinks(target, scene, true));
  if (literal !== undefined) {
    const base = scene.shell.cwd;
    return setCwd(
      literal === '' ? base : literal.startsWith('/') || base !== undefined ? posix.resolve(base ?? '/', literal) : undefined,
      scene,
    );
  }
  const { path } = pathOf(target, scene);
  return setCwd(path, scene);
}

function alias({ args, scene }: Call): undefined {
  for (const arg of args) {
    const [name = '', ...body] = show(arg).split('=');
    if (body.length > 0) scene.shell.aliases.set(name, body.join('='));
  }
  return undefined;
}

function forget(names: readonly Value[], from: Map<string, unknown>): undefined {
  for (const name of names.map(show)) from.delete(name);
  return undefined;
}

function set({ args, scene }: Call): Value {
  if (args.length === 0) return hole('$(set)', { secret: 'the environment' });
  const first = args.findIndex((arg) => show(arg) === '--');
  const plain = args.findIndex((arg) => !/^[-+]/.test(show(arg)));
  if (first !== -1) scene.shell.positional = args.slice(first + 1);
  else if (plain !== -1 && !/^[-+]\w*o$/.test(show(args[plain - 1] ?? []))) scene.shell.positional = args.slice(plain);
  return EMPTY;
}

function shift({ operands, scene }: Call): undefined {
  scene.shell.positional = scene.shell.positional?.slice(Number(operands[0] ? show(operands[0]) : 1) || 1);
  return undefined;
}

/** Runs in this very shell: what it sets stays. */
function source({ operands, scene, line, report }: Call): Value | undefined {
  const [file] = operands;
  if (file === undefined) return undefined;
  if (/^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/.test(show(file)))
    return scene.machine.runCode('bash', scene.stdin, scene, line);
  const found = scriptOf(file, scene, line);
  if (found?.given !== false) report('execute', `runs the script ${pathOf(file, scene).shown}`);
  return found === undefined ? undefined : scene.machine.runCode('bash', found.code, found.scene, line);
}

/** Read when the script is: by then everything that the code names is set. */
function trap({ operands, scene, line }: Call): undefined {
  const [code, ...signals] = operands;
  if (code === undefined || signals.length === 0 || show(code) === '-') return undefined;
  scene.shell.traps.push({ code, via: scene.via, line });
  return undefined;
}

function rename({ options, operands, report, scene }: Call): undefined {
  const program = options.all('p')[0];
  if (program === undefined) return undefined;
  report('execute', `makes ${operands.map(show).join(' ')} run ${show(program)}`);
  for (const name of operands) scene.shell.aliases.set(show(name), show(program));
  return undefined;
}

function loads({ name, options, report }: Call): undefined {
  if (name === 'enable' ? options.has('f') : options.has('C F x'))
    report('opaque', `cannot tell: ${name} makes the shell run more`);
  return undefined;
}
