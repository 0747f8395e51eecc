// Processes and code made at run time in JavaScript.
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { PIECES } from '../program/program.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import { join, show, text, type Value } from '../value.ts';
import { NUMBERS, program, shell } from './make.ts';
import { changeFolder } from './paths.ts';

const SHELLS = /^(?:\/(?:usr\/)?bin\/)?(?:env |)(?:ba|z|da|k)?sh$|^cmd(?:\.exe)?$|^powershell/;

export const JAVASCRIPT_PROCESSES: Apis = {
  'child_process.exec': { does: withCallback(shell('0')) },
  'child_process.execSync execa.execaCommand execa.execaCommandSync execa.command shelljs.exec Deno.run': shell('0 cmd'),
  'child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync cross-spawn cross-spawn.sync cross-spawn.spawn execa execa.execa execa.execaSync execa.sync execa.execFile tinyexec.x tinyexec.exec nano-spawn':
    { does: withCallback(program('0', '1')) },
  'child_process.fork execa.execaNode execa.node': { does: forked },
  'cd zx.cd': { does: changeFolder },
  '*.execSync': { does: (call) => (call.args[0]?.type === 'text' ? textThing(call.shell(call.args[0])) : undefined) },
  '*.spawnSync *.execFileSync': program('0', '1'),
  'child_process.spawn().stdin.write child_process.spawn().stdin.end child_process.exec().stdin.write child_process.exec().stdin.end child_process.execFile().stdin.end':
    { does: fed },
  'Bun.spawn Bun.spawnSync': program('0 cmd'),
  'Deno.Command': {
    does: (call) => command(call, [call.args[0] ?? textThing(''), ...elementsOf(call.arg('args') ?? NOTHING).items]),
  },
  'zx.$ execa.$ Bun.$ $ zx.$.sync dax.$ @webpod/ps.$': { does: template },
  'cluster.fork': { tell: ['execute', 'starts itself once more'] },

  'process.kill Deno.kill': { does: killed },
  '*.kill': { does: () => NOTHING },
  'process.exit process.abort process.reallyExit Deno.exit': NUMBERS,
  'process.setuid process.setgid process.seteuid process.setegid process.initgroups': {
    tell: ['privilege', 'changes its own rights'],
  },
  'sudo-prompt.exec': { tell: ['privilege', 'runs with the rights of another user'] },
};

/** Reaching the maker of functions by any way: `x.constructor.constructor("code")()`. */
/** Options among the arguments are no words; a callback hears of it. */
function withCallback(api: Api): NonNullable<Api['does']> {
  return (call) => {
    const result = api.does?.(call);
    const last = call.args.at(-1);
    if (last?.type === 'function') call.later(last, [NOTHING, result ?? NOTHING]);
    return result;
  };
}

export function command(call: ApiCall, words: readonly Thing[]): Thing {
  return madeThing(`${call.name}()`, { args: call.args, content: call.command(listThing(words)) });
}

/** What stands in `${…}` is one word each, whatever it holds. */
function template(call: ApiCall): Thing {
  const given = call.args[0] ?? textThing('');
  // `$({ cwd: 'x' })` gives the same function, with options.
  if (given.type === 'object') return { type: 'ref', name: call.name };
  const pieces = elementsOf(call.named.get(PIECES) ?? listThing([given])).items;
  const fixed = pieces.filter((_, at) => at % 2 === 0);
  const simple = fixed.every((piece) => /^[\w\s./:=@,+%~-]*$/.test(literalOf(piece) ?? ''));
  if (pieces.length === 1 || !simple) return madeThing(`${call.name}()`, { content: call.shell(given) });
  return madeThing(`${call.name}()`, { content: call.command(listThing(wordsOf(pieces).map((word) => textThing(word)))) });
}

/** Blanks in the text part words, those in values do not. */
function wordsOf(pieces: readonly Thing[]): Value[] {
  const words: Value[] = [[]];
  for (const [at, piece] of pieces.entries()) {
    const [first = [], ...rest] = at % 2 === 0 ? (literalOf(piece) ?? '').split(/\s+/).map(text) : [toText(piece)];
    words[words.length - 1] = join([words.at(-1) ?? [], first]);
    words.push(...rest);
  }
  return words.filter((word) => word.length > 0);
}

/** What a started program is given on standard input may be code. */
function fed(call: ApiCall): Thing {
  const input = call.args[0];
  const started = call.self.type === 'made' ? call.self.self : undefined;
  if (input === undefined || started?.type !== 'made') return NOTHING;
  const [program = NOTHING, words] = started.args;
  return textThing(call.command(listThing([program, ...(words?.type === 'list' ? words.items : [])]), input));
}

function forked(call: ApiCall): Thing {
  const what = call.args[0] ?? textThing('');
  if (call.scene.forking && show(toText(what)).includes('(block)'))
    call.report('process', 'starts itself again and again (a fork bomb)');
  return command(call, [textThing('node'), what]);
}

/** `Function('a', 'b', 'return a + b')`; what it gives is a function that is called later. */
function killed(call: ApiCall): undefined {
  const [who = NOTHING, signal] = call.args;
  if (signal?.type === 'number' && signal.value === 0) return undefined;
  for (const way of waysOf(who)) {
    if (isOwn(way)) continue;
    const shown = show(toText(way));
    call.report('process', /^-1$|^0$|^1$/.test(shown) ? 'ends all processes' : `ends the process ${shown}`);
  }
  return undefined;
}

function isOwn(thing: Thing): boolean {
  if (thing.type === 'text') return thing.value.some((part) => part.type === 'hole' && part.nature === 'own-process');
  return (
    thing.type === 'made' &&
    /^(?:child_process|execa|cross-spawn|cluster|Bun|zx)\b.*\(\)(?:\.pid)?$|^process\.pid$/.test(thing.by)
  );
}

export function isShell(words: Thing | undefined): boolean {
  return words !== undefined && SHELLS.test(show(toText(words.type === 'list' ? (words.items[0] ?? NOTHING) : words)));
}
