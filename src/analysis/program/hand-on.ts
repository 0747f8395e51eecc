// Functions that are handed to somebody who may call them in; they are kept, and run at the end.

import { elementsOf } from './elements.ts';
import type { Frame, Given } from './program.ts';
import { BOUND, type Thing, unknownThing } from './thing.ts';

/** Functions that run whatever they are given. */
export const RUNS_THINGS =
  /^(?:os\.(?:system|popen|exec\w+|spawn\w+)|subprocess\.(?:run|call|check_\w+|Popen|getoutput)|child_process\.\w+|eval|exec|Function|vm\.run\w+)$/;

/** Functions among what is handed to somebody who may call them, with the arguments that seem meant for them. */
export function handOnAll({ args, named }: Given, frame: Frame): void {
  const at = args.findIndex(isCallable);
  const rest = at === -1 ? [] : args.slice(at + 1);
  const listed = named.get('args') ?? (rest.length === 1 && rest[0]?.type === 'list' ? rest[0] : undefined);
  const meant = rest.length > 0 ? rest : undefined;
  for (const thing of [...args, ...named.values()]) {
    handOn(thing, frame, meant);
    // `Thread(target=f, args=(a, b))`, `Timer(1, f, [a])`: or it may be that the list is what the function is for.
    if (listed !== undefined) handOn(thing, frame, elementsOf(listed).items);
  }
}

function isCallable(thing: Thing | undefined): boolean {
  return thing !== undefined && ['function', 'class', 'ref', 'method', 'made'].includes(thing.type);
}

/** What a module exports, whoever loads it may call: one member by its name, or all of it without. */
export function handOnExported(name: string | undefined, thing: Thing, frame: Frame): void {
  const { uncalled } = frame.program.language.exports;
  if (name !== undefined && uncalled.has(name)) return;
  if (thing.type !== 'object') {
    handOn(thing, frame);
    return;
  }
  const { entries } = thing;
  const called = [...entries].filter(([member]) => {
    const beside = uncalled.get(member);
    return beside === undefined || !entries.has(beside);
  });
  handOn({ ...thing, entries: new Map(called) }, frame);
}

/** It needs no arguments: `partial(f, x)`, a method of a path. */
function isBound(thing: Thing): boolean {
  return (
    (thing.type === 'made' && thing.by === BOUND) ||
    (thing.type === 'method' && thing.of.type === 'text' && thing.of.of !== undefined)
  );
}

/** Functions of libraries are kept only with arguments: without, there is nothing to say of them. */
export function handOn(thing: Thing, frame: Frame, args?: readonly Thing[], depth = 0): void {
  if (depth > 3) return;
  if (thing.type === 'function' || (args !== undefined && isCallable(thing))) frame.program.escaped.push({ what: thing, args });
  else if (isBound(thing)) frame.program.escaped.push({ what: thing, args: [] });
  // What runs whatever it is given is never handed on innocently.
  else if (thing.type === 'ref' && RUNS_THINGS.test(thing.name))
    frame.program.escaped.push({ what: thing, args: [unknownThing('(argument)')] });
  else if (thing.type === 'class') for (const member of thing.members.values()) handOn(member, frame, undefined, depth + 1);
  else if (thing.type === 'either') for (const way of thing.ways) handOn(way, frame, args, depth + 1);
  else if (thing.type === 'list') for (const item of thing.items) handOn(item, frame, undefined, depth + 1);
  else if (thing.type === 'object') for (const entry of thing.entries.values()) handOn(entry, frame, undefined, depth + 1);
}
