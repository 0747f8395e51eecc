// Other programs that JavaScript starts, feeds and ends.
import { meansApproveRun } from '../commands/approve-run.ts';
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import { PIECES } from '../program/program.ts';
import { listThing, literalOf, madeThing, NOTHING, type Thing, textThing, toText, waysOf } from '../program/thing.ts';
import { join, show, text, type Value } from '../value.ts';
import { NUMBERS, program, shell } from './make.ts';
import { isOwnProcess } from './own-process.ts';
import { changeFolder } from './paths.ts';

const SHELLS = /^(?:\/(?:usr\/)?bin\/)?(?:env |)(?:ba|z|da|k)?sh$|^cmd(?:\.exe)?$|^powershell/;

export const JAVASCRIPT_PROCESSES: Apis = {
  'child_process.exec': { does: withCallback(shell('0')) },
  'child_process.execSync execa.execaCommand execa.execaCommandSync execa.command shelljs.exec child-process-promise.exec promisify-child-process.exec node-cmd.run node-cmd.runSync node-cmd.get exec-sh exec-sh.promise npm-run.exec npm-run.execSync @actions/exec.exec @actions/exec.getExecOutput cmd-shim shell-exec':
    shell('0'),
  'Deno.run': program('cmd'),
  'child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync cross-spawn cross-spawn.sync cross-spawn.spawn execa execa.execa execa.execaSync execa.sync execa.execFile tinyexec.x tinyexec.exec nano-spawn spawn-sync @npmcli/promise-spawn child-process-promise.spawn child-process-promise.execFile promisify-child-process.spawn win-spawn spawn-please foreground-child foreground-child.foregroundChild spawndamnit execa.execaPipe cross-spawn-promise spawn-command npm-run.spawn':
    { does: withCallback(program('0', '1')) },
  'child_process.fork execa.execaNode execa.node': { does: forked },
  'cd zx.cd': { does: changeFolder },
  '*.execSync': { does: (call) => (call.args[0]?.type === 'text' ? textThing(call.shell(call.args[0])) : undefined) },
  '*.spawnSync *.execFileSync': program('0', '1'),
  'child_process.spawn().stdin.write child_process.spawn().stdin.end child_process.exec().stdin.write child_process.exec().stdin.end child_process.execFile().stdin.write child_process.execFile().stdin.end cross-spawn().stdin.write cross-spawn().stdin.end execa().stdin.write execa().stdin.end execa.execa().stdin.write execa.execa().stdin.end Bun.spawn().stdin.write Bun.spawn().stdin.end child_process.spawn().write':
    { does: fed },
  'Bun.spawn Bun.spawnSync': { does: (call) => withInput(call, program('cmd 0')) },
  'Deno.Command': {
    does: (call) => command(call, [call.args[0] ?? textThing(''), ...elementsOf(call.arg('args') ?? NOTHING).items]),
  },
  'zx.$ execa.$ Bun.$ $ zx.$.sync dax.$ @webpod/ps.$': { does: template },
  'cluster.fork': { tell: ['execute', 'starts itself once more'] },

  'process.kill Deno.kill tree-kill tree-kill-sync tree-kill-promise': { does: killed },
  '*.kill': { does: () => NOTHING },
  'process.exit process.abort process.reallyExit Deno.exit': NUMBERS,
};

/** Options among the arguments are no words; a callback hears of it. */
function withCallback(api: Api): NonNullable<Api['does']> {
  return (call) => {
    const result = withInput(call, api);
    const last = call.args.at(-1);
    if (last?.type === 'function') call.later(last, [NOTHING, result ?? NOTHING]);
    return result;
  };
}

export function command(call: ApiCall, words: readonly Thing[]): Thing {
  return madeThing(`${call.name}()`, { args: call.args, content: call.command(listThing(words)) });
}

/** What stands in `${…}` is one word each, whatever it holds; of a list, each item is. */
function template(call: ApiCall): Thing {
  const given = call.args[0] ?? textThing('');
  // `$({ cwd: 'x' })` gives the same function, with options.
  if (given.type === 'object') return { type: 'ref', name: call.name };
  const pieces = elementsOf(call.named.get(PIECES) ?? listThing([given])).items;
  const fixed = pieces.filter((_, at) => at % 2 === 0).map((piece) => literalOf(piece) ?? '');
  const simple = pieces.length > 1 && fixed.every((piece) => /^[\w\s./:=@,+%~-]*$/.test(piece));
  const output = simple
    ? call.command(listThing(wordsOf(pieces).map((word) => textThing(word))))
    : call.shell(quoted(call, pieces));
  return madeThing(`${call.name}()`, { args: [given], content: output });
}

/** Blanks in the text part words, those in values do not. */
function wordsOf(pieces: readonly Thing[]): Value[] {
  const words: Value[] = [[]];
  for (const [at, piece] of pieces.entries()) {
    const values = piece.type === 'list' ? piece.items.map((item) => toText(item)) : [toText(piece)];
    const [first = [], ...rest] = at % 2 === 0 ? (literalOf(piece) ?? '').split(/\s+/).map(text) : values;
    words[words.length - 1] = join([words.at(-1) ?? [], first]);
    words.push(...rest);
  }
  return words.filter((word) => word.length > 0);
}

/** Shell code in which each value is a variable between quotes. */
function quoted({ scene }: ApiCall, pieces: readonly Thing[]): Thing {
  let code = '';
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 0) code += literalOf(piece) ?? '';
    else {
      const name = `piece_${scene.machine.next()}`;
      const values = piece.type === 'list' ? piece.items.map((item) => toText(item)) : [toText(piece)];
      scene.shell.variables.set(name, [values]);
      const reference = values.length === 1 ? `\${${name}}` : `\${${name}[@]}`;
      code += (code.split('"').length + 1) % 2 === 0 ? `"${reference}"` : reference;
    }
  }
  return textThing(code);
}

/** Its standard input may be what somebody sends, or what another program prints. */
function withInput(call: ApiCall, api: Api): Thing | undefined {
  const stdio = call.arg('stdio stdin');
  const ends = stdio === undefined ? [] : stdio.type === 'list' ? stdio.items : [stdio];
  const given = ends[0];
  const isProgram = isShell(call.args[0]) || isShell(call.arg('cmd'));
  if (isProgram && ends.some((end) => end.type === 'made' && /^(?:net|tls|Deno\.connect|Bun\.connect)\b/.test(end.by)))
    call.report('reverse-shell', 'gives a shell to whoever is connected');
  if (given === undefined || given.type === 'number' || given.type === 'nothing' || literalOf(given) !== undefined)
    return api.does?.(call);
  return api.does?.({ ...call, command: (words) => call.command(words, given), shell: (code) => call.shell(code, given) });
}

/** What a started program is given on standard input may be code. */
function fed(call: ApiCall): Thing {
  const input = call.args[0];
  const started = call.self.type === 'made' && call.self.by.endsWith('.stdin') ? call.self.self : call.self;
  if (input === undefined || started?.type !== 'made') return NOTHING;
  const [program = NOTHING, words] = started.args;
  if (/\.exec\(\)$/.test(started.by)) return textThing(call.shell(program, input));
  return textThing(call.command(listThing([program, ...(words?.type === 'list' ? words.items : [])]), input));
}

function forked(call: ApiCall): Thing {
  const what = call.args[0] ?? textThing('');
  if (call.scene.forking && show(toText(what)).includes('(block)'))
    call.report('process', 'starts itself again and again (a fork bomb)');
  return command(call, [textThing('node'), what]);
}

/** Signal 0 asks whether it lives; a process of its own, or its group, may end. */
function killed(call: ApiCall): undefined {
  const [who = NOTHING, signal] = call.args;
  if ((signal?.type === 'number' && signal.value === 0) || literalOf(signal) === '0') return undefined;
  for (const way of waysOf(who)) {
    if (isOwnProcess(way)) continue;
    const shown = show(toText(way));
    if (meansApproveRun(shown)) call.report('self-tamper', 'ends approve-run itself');
    call.report('process', /^-1$|^1$/.test(shown) ? 'ends all processes' : `ends the process ${shown}`);
  }
  return undefined;
}

export function isShell(words: Thing | undefined): boolean {
  return words !== undefined && SHELLS.test(show(toText(words.type === 'list' ? (words.items[0] ?? NOTHING) : words)));
}
