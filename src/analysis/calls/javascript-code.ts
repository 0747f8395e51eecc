// Code made at run time in JavaScript, and modules that are loaded by it.

import { decodeBase64 } from '../decode.ts';
import type { Api, ApiCall, Apis } from '../program/api.ts';
import { elementsOf } from '../program/elements.ts';
import {
  eitherThing,
  literalOf,
  madeThing,
  NOTHING,
  type Thing,
  taintOfThing,
  textThing,
  toText,
  unknownThing,
  waysOf,
} from '../program/thing.ts';
import { hole, join, show, textOf } from '../value.ts';
import { command } from './javascript-processes.ts';
import { unescaped } from './javascript-values.ts';
import { code, passes } from './make.ts';

export const JAVASCRIPT_CODE: Apis = {
  'worker_threads.Worker Worker SharedWorker': { does: worked },
  'WebAssembly.instantiate WebAssembly.instantiateStreaming WebAssembly.compile WebAssembly.compileStreaming WebAssembly.Module':
    {
      does: compiled,
    },
  'importScripts module.register': { does: (call) => required(call) },
  eval: code('node', '0'),
  with: { tell: ['opaque', 'cannot tell: what names mean inside of `with`'] },
  'vm.runInThisContext vm.Script vm.compileFunction vm.SourceTextModule vm.evaluate *._compile require-from-string node-eval _eval eval-string vm2.VM().run vm2.NodeVM().run safe-eval import-from-string module-from-string.importFromString module-from-string.requireFromString':
    code('node', '0'),
  'python-shell.PythonShell.runString': code('python', '0'),
  'run-applescript run-applescript.runAppleScript applescript.execString run-jxa': {
    tell: ['unread', 'cannot tell: there is no reader for AppleScript'],
  },
  'vm.runInNewContext vm.runInContext': { does: inContext },
  'Function GeneratorFunction AsyncFunction *.constructor': { does: makeFunction },
  'setTimeout setInterval setImmediate queueMicrotask process.nextTick': { does: later },
  'require import module.createRequire()': { does: required },
  'module.createRequire': { does: () => ({ type: 'ref', name: 'require' }) },
  'require.resolve import.meta.resolve': passes('0'),
  'process.binding process._linkedBinding process.dlopen process._debugProcess Deno.dlopen bun:ffi.dlopen ffi-napi.Library koffi.load inspector.open inspector.Session()':
    {
      tell: ['opaque', 'cannot tell: reaches into the engine'],
    },
  'Reflect.get': {
    does: ({ args: [of = NOTHING, key], member }) =>
      literalOf(key) === undefined ? unknownThing('Reflect.get()', {}, true) : member(of, literalOf(key) ?? ''),
  },
  'Reflect.apply Reflect.construct': {
    does: ({ args, call, name }) =>
      call(args[0] ?? NOTHING, [...elementsOf(args[name.endsWith('apply') ? 2 : 1] ?? NOTHING).items]),
  },
  'util.promisify util.callbackify promisify': passes('0'),
  'Function.prototype.call.call': { does: ({ args, call }) => call(args[0] ?? NOTHING, args.slice(2)) },
};

export const JAVASCRIPT_CODE_FAMILIES = [
  [/(?:^|[.)])constructor$/, { does: makeFunction }],
  [
    /^shelljs\.(?:rm|cp|mv|mkdir|chmod|sed|touch|ln|cat|ls)$/,
    {
      does: (call: ApiCall) =>
        command(call, [
          textThing(call.name.split('.')[1] ?? ''),
          ...call.args.flatMap((arg) => (arg.type === 'list' ? arg.items : [arg])),
        ]),
    },
  ],
] as const satisfies readonly (readonly [RegExp, Api])[];

function inContext(call: ApiCall): Thing {
  const context = call.args[1];
  return call.code('node', call.args[0] ?? textThing(hole('(code)')), context?.type === 'object' ? context.entries : new Map());
}

function worked(call: ApiCall): Thing {
  const what = call.args[0] ?? textThing('');
  const literal = literalOf(what);
  const held = call.option('eval') ? what : blobIn(what);
  if (held !== undefined) call.code('node', held);
  else if (literal !== undefined && /^(?:data|https?):/.test(literal)) required(call);
  else call.report('execute', `runs ${show(toText(what)).slice(0, 60)}`);
  return madeThing('Worker()', { args: call.args });
}

/** The code in `URL.createObjectURL(new Blob([code]))`. */
function blobIn(thing: Thing): Thing | undefined {
  const blob = thing.type === 'made' && thing.by === 'URL.createObjectURL()' ? thing.args[0] : undefined;
  if (blob?.type !== 'made' || blob.by !== 'Blob()') return undefined;
  return textThing(join(elementsOf(blob.args[0] ?? NOTHING).items.map((item) => toText(item))));
}

/** What a downloaded program does, nobody sees. */
function compiled(call: ApiCall): Thing {
  const { download } = taintOfThing(call.args[0] ?? NOTHING);
  if (download !== undefined) call.report('download-execute', `runs what it downloads from ${download}`);
  return madeThing(`${call.name}()`, { args: call.args });
}

function makeFunction(call: ApiCall): Thing | undefined {
  const texts = call.args.map((arg) => literalOf(arg));
  const last = call.args.at(-1);
  if (last === undefined || last.type === 'object') return undefined;
  if (!texts.every((one) => one !== undefined))
    return last.type === 'text' || last.type === 'made' ? call.code('node', last) : undefined;
  return call.code('node', textThing(`(function (${texts.slice(0, -1).join(',')}) { ${texts.at(-1) ?? ''}\n})`));
}

function later(call: ApiCall): Thing | undefined {
  const [what, , ...args] = call.args;
  if (what?.type === 'text') call.code('node', what);
  else if (what !== undefined) call.later(what, call.name.startsWith('set') ? args : call.args.slice(1));
  return madeThing(`${call.name}()`);
}

function required(call: ApiCall): Thing {
  return eitherThing(waysOf(call.args[0] ?? NOTHING).map((way) => requiredBy(call, way)));
}

function requiredBy(call: ApiCall, given: Thing): Thing {
  const name = literalOf(given) ?? (given.type === 'made' ? textOf(given.content) : undefined);
  if (name !== undefined) return loaded(call, name);
  const [start] = toText(given);
  if (start?.type === 'text' && /^(?:\.\.?\/)*\.?\/?[\w@-]+\//.test(start.text)) {
    call.report('execute', `loads one of the modules ${start.text}…`);
    return unknownThing('(module)');
  }
  call.report('opaque', 'cannot tell: which module it loads is decided at run time');
  return unknownThing('(module)', {}, true);
}

function loaded(call: ApiCall, name: string): Thing {
  const inline = /^data:text\/javascript[^,]*,(.*)$/s.exec(name);
  if (inline !== null)
    return call.code(
      'node',
      textThing(/;base64/.test(name.split(',')[0] ?? '') ? (decodeBase64(inline[1] ?? '') ?? '') : unescaped(inline[1] ?? '')),
    );
  if (/\.json$/.test(name)) call.read(textThing(name));
  if (/^https?:/.test(name)) call.report('download-execute', `runs what it downloads from ${name.split('/')[2] ?? 'a host'}`);
  return call.load(name.replace(/^node:/, ''));
}
