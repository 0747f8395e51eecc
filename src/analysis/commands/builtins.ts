// The shell's own commands: they change what later words mean.
import { pathOf, resolveFrom } from '../path-of.ts';
import { scriptOf } from '../script-of.ts';
import { assignTo } from '../shell/evaluate.ts';
import { followLinks } from '../shell/follow-links.ts';
import { fetchedFrom, recallAll, remember } from '../shell/remember.ts';
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
        joinWords(show(call.args[0] ?? []) === '--' ? call.args.slice(1) : call.args),
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
  history: { does: history },
  fc: { values: 'e', does: again },
  wait: {
    values: 'p',
    does: ({ options, scene }) => {
      for (const name of options.all('p')) assignTo(show(name), hole('$(wait)', {}, 'word'), scene);
      return undefined;
    },
  },
  'shopt umask ulimit disown fg bg exit return break continue : times dirs caller suspend logout compopt': {},
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
    const base = literal === '' || /^(?:\/|\.\.?(?:\/|$))/.test(literal) ? scene.shell.cwd : (searched(scene) ?? scene.shell.cwd);
    return setCwd(
      literal === '' ? base : literal.startsWith('/') || base !== undefined ? resolveFrom(base ?? '/', literal) : undefined,
      scene,
    );
  }
  const { path } = pathOf(target, scene);
  return setCwd(path, scene);
}

/** Where `CDPATH`, set by the block, looks first. */
function searched({ shell }: Call['scene']): string | undefined {
  const [first] = show(shell.variables.get('CDPATH')?.[0]?.[0] ?? EMPTY).split(':');
  return first?.startsWith('/') ? first : undefined;
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
  const host = fetchedFrom(file, scene);
  if (host !== undefined) report('download-execute', `runs what it downloads from ${host}`, { host });
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

/** `history -s` stores a line, which `fc -s` runs. */
function history({ options, operands, args, scene }: Call): Value {
  if (options.has('s')) remember(scene, 'history', joinText(operands));
  return options.has('c w a r n s d p') || args.some((arg) => /^-/.test(show(arg)))
    ? EMPTY
    : hole('$(history)', { secret: 'the history' });
}

function again({ options, scene, line, report }: Call): Value {
  if (options.has('l')) return hole('$(fc)', { secret: 'the history' });
  const lines = [...recallAll(scene, 'history').keys()];
  if (lines.length === 0) report('opaque', 'cannot tell: runs an earlier command again');
  return scene.machine.runCode('bash', text(lines.join('\n')), { ...scene, literal: false }, line);
}

function joinText(words: readonly Value[]): string {
  return show(joinWords(words));
}

function loads({ name, options, report }: Call): undefined {
  if (name === 'enable' ? options.has('f') : options.has('C F x'))
    report('opaque', `cannot tell: ${name} makes the shell run more`);
  return undefined;
}
