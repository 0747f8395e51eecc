// A Proxy of JavaScript: looking something up in it, or calling it, runs the functions of its handler.
import type { Frame, Given } from './program.ts';
import { listThing, type Made, NOTHING, type Thing } from './thing.ts';

/** What the handler's function gives; undefined where it has none, or where this is no Proxy. */
export function trapped(of: Made, name: 'get' | 'apply' | 'construct', args: readonly Thing[], frame: Frame): Thing | undefined {
  if (of.by !== 'Proxy()' || !frame.program.language.blockScopes) return undefined;
  const [target = NOTHING, handler] = of.args;
  const trap = handler?.type === 'object' ? handler.entries.get(name) : undefined;
  if (trap === undefined) return undefined;
  const given =
    name === 'get' ? [target, ...args, of] : name === 'apply' ? [target, NOTHING, listThing(args)] : [target, listThing(args)];
  return frame.program.steps.call(trap, { args: given, named: new Map(), line: 0 }, frame);
}

/** Without a function for it, the call goes to what the Proxy stands before. */
export function callProxy(callee: Made, given: Given, frame: Frame): Thing {
  return trapped(callee, 'apply', given.args, frame) ?? frame.program.steps.call(callee.args[0] ?? NOTHING, given, frame);
}
