// The shell's own commands: they change what later words mean.
import { posix } from 'node:path';
import { pathOf } from '../path-of.ts';
import { tellDanger } from '../shell/tell-danger.ts';
import { assign, lookUp } from '../shell/variables.ts';
import { EMPTY, hole, join, joinWords, show, taintOf, text, textOf, type Value } from '../value.ts';
import type { Call, Specs } from './spec.ts';

export const BUILTINS: Specs = {
  cd: { does: cd },
  pushd: { does: cd },
  popd: { does: ({ scene }) => setCwd(scene.machine.place.cwd, scene) },
  'export declare typeset local readonly': { does: declare },
  unset: { does: unset },
  alias: { does: alias },
  unalias: { does: ({ args, scene }) => forget(args, scene.shell.aliases) },
  read: { values: 'a d i n N p t u', does: read },
  'mapfile readarray': { values: 'd n O s u C c', does: mapfile },
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
  getopts: { does: ({ operands, scene }) => setUnknown(operands.slice(1, 2), scene) },
  let: {
    does: ({ operands, scene }) =>
      setUnknown(
        operands.map((word) => text(/^\w+/.exec(show(word))?.[0] ?? '_')),
        scene,
      ),
  },
  hash: { values: 'p', does: rename },
  jobs: { does: () => hole('$(jobs)', {}, 'own-process') },
  'enable complete compgen bind': { values: 'f C F A W x', does: loads },
  'shopt umask ulimit wait disown fg bg exit return break continue : times type which whereis dirs caller suspend logout compopt history fc':
    {},
};

function setCwd(cwd: string | undefined, scene: Call['scene']): undefined {
  scene.shell.cwd = cwd;
  return undefined;
}

function cd({ operands, scene }: Call): undefined {
  const [target] = operands;
  if (target === undefined) return setCwd(scene.machine.place.home, scene);
  if (show(target) === '-') return setCwd(scene.machine.place.cwd, scene);
  const literal = textOf(target);
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

function declare(call: Call): Value {
  const { args, scene, line, options } = call;
  if (options.has('p') && call.operands.length === 0) return hole(`$(${call.name} -p)`, { secret: 'the environment' });
  for (const arg of args) {
    const found = /^(\w+)(\+?)=/.exec(arg[0]?.type === 'text' ? arg[0].text : '');
    if (!found) continue;
    const [head, name = '', append] = found;
    const value = [...text((arg[0]?.text ?? '').slice(head.length)), ...arg.slice(1)];
    const before = append ? (lookUp(name, scene)?.[0] ?? EMPTY) : EMPTY;
    assign(name, [join([before, value])], scene);
    tellDanger(name, value, scene, line);
  }
  return EMPTY;
}

function unset({ args, scene }: Call): undefined {
  for (const name of args.map(show)) {
    scene.shell.functions.delete(name);
    if (!name.startsWith('-')) scene.shell.variables.set(name, [[EMPTY]]);
  }
  return undefined;
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

/** From literal input the first lines are known; from anything else only where it comes from. */
function read({ operands, options, stdin, scene }: Call): undefined {
  const names = [...operands, ...options.all('a')].map(show);
  const literal = textOf(stdin)
    ?.split('\n')
    .filter((line) => line !== '');
  for (const [at, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    if (literal !== undefined && literal.length > 0 && literal.length <= 8 && names.length < 2) {
      scene.shell.variables.set(
        name,
        literal.map((line) => [text(line)]),
      );
    } else {
      const found = stdin[0]?.type !== 'hole' && textOf(stdin) === undefined && at === 0;
      scene.shell.variables.set(name, [[found ? stdin : hole(`$${name}`, taintOf(stdin))]]);
    }
  }
  return undefined;
}

function mapfile({ operands, stdin, scene }: Call): undefined {
  const name = operands[0] === undefined ? 'MAPFILE' : show(operands[0]);
  const literal = textOf(stdin);
  assign(
    name,
    literal === undefined
      ? [stdin[0]?.type === 'hole' ? hole(`$${name}`, taintOf(stdin)) : stdin]
      : literal
          .split('\n')
          .filter((line) => line !== '')
          .map(text),
    scene,
  );
  return undefined;
}

function setUnknown(names: readonly Value[], scene: Call['scene']): undefined {
  for (const name of names.map(show)) assign(name, [hole(`$${name}`, {}, 'word')], scene);
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
  const { path, shown } = pathOf(file, scene);
  const content = /^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/.test(show(file))
    ? scene.stdin
    : scene.machine.files.get(path ?? show(file));
  if (content !== undefined) return scene.machine.runCode('bash', content, scene, line);
  report('execute', `runs the script ${shown}`);
  return undefined;
}

/** Read when the script is: by then everything that the code names is set. */
function trap({ operands, scene, line }: Call): undefined {
  const [code, ...signals] = operands;
  if (code === undefined || signals.length === 0 || show(code) === '-') return undefined;
  scene.shell.traps.push({ code, via: scene.via, line });
  return undefined;
}

function rename({ options, operands, report }: Call): undefined {
  const program = options.all('p')[0];
  if (program !== undefined) report('execute', `makes ${operands.map(show).join(' ')} run ${show(program)}`);
  return undefined;
}

function loads({ name, options, report }: Call): undefined {
  if (name === 'enable' ? options.has('f') : options.has('C F x'))
    report('opaque', `cannot tell: ${name} makes the shell run more`);
  return undefined;
}
