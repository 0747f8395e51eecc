// What a program handed to others is run as they might run it: timers, listeners, callbacks; and with it what that hands on in turn.
import { StopReading } from '../recorder.ts';
import { show } from '../value.ts';
import { callFunction } from './call-function.ts';
import type { Frame, Program } from './program.ts';
import { eitherThing, NOTHING, type Scope, type Thing, toText } from './thing.ts';
import type { FunctionNode } from './tree.ts';

const MAX_ESCAPED = 2_000;
/** A function that hands itself on again and again has by then shown what it does. */
const MAX_GENERATIONS = 5;

type Entry = Program['escaped'][number];

export function runEscaped(frame: Frame): void {
  const { program } = frame;
  const isNew = newcomers(program);
  const late: Entry[] = [];
  let generation = 0;
  let end = program.escaped.length;
  let runs = 0;
  let at = 0;
  while (at < program.escaped.length || late.length > 0) {
    if (at === end) {
      generation += 1;
      end = program.escaped.length;
    }
    const waits = at < program.escaped.length;
    const next = (waits ? program.escaped[at++] : late.shift()) ?? { what: NOTHING, args: [] };
    if (waits && next.last) {
      late.push(next);
      continue;
    }
    if (!isNew(next, generation)) continue;
    if (++runs > MAX_ESCAPED) throw new StopReading('the code hands too much on');
    const { what, args, setup = false } = next;
    const before = new Map(program.overrides);
    if (args !== undefined) program.steps.call(what, { args, named: new Map(), line: 0 }, frame);
    else if (what.type === 'function') callFunction(what, undefined, frame);
    if (!setup) keepWhatWas(before, program.overrides);
  }
}

/** Tells whether running it can show anything that was not seen before. */
function newcomers(program: Program): (entry: Entry, generation: number) => boolean {
  const guessed = new Set<FunctionNode>();
  const runs = new Map<FunctionNode, Map<Scope, Set<string>>>();
  const ids = new WeakMap<Thing, number>();
  let count = 0;
  return ({ what, args }, generation) => {
    if (what.type !== 'function') return true;
    if (args === undefined && program.seen.has(what.node) && !guessed.has(what.node)) return false;
    if (args === undefined) guessed.add(what.node);
    if (generation > MAX_GENERATIONS && program.seen.has(what.node)) return false;
    const scopes = runs.get(what.node) ?? new Map<Scope, Set<string>>();
    runs.set(what.node, scopes);
    const given = scopes.get(what.scope) ?? new Set();
    scopes.set(what.scope, given);
    const key = args === undefined ? '(nobody knows)' : args.map(shown).join('\n');
    if (given.has(key)) return false;
    given.add(key);
    return true;
  };

  /** Things with parts are told apart by who they are. */
  function shown(thing: Thing): string {
    if (/^(?:text|number|nothing|unknown|ref|made)$/.test(thing.type)) return `${thing.type} ${show(toText(thing))}`;
    const id = ids.get(thing) ?? ++count;
    ids.set(thing, id);
    return `${thing.type} ${id}`;
  }
}

/** Nobody knows whether one that is called sometime is called before another. */
function keepWhatWas(before: ReadonlyMap<string, Thing>, overrides: Map<string, Thing>): void {
  for (const [name, thing] of overrides) {
    const was = before.get(name) ?? { type: 'ref', name };
    if (was !== thing) overrides.set(name, eitherThing([was, thing]));
  }
}
