// A function of this program and its arguments in; what it gives out.
import { StopReading } from '../recorder.ts';
import { show } from '../value.ts';
import { assignTo, withInitial } from './assign.ts';
import type { Frame, Given } from './program.ts';
import { openScope } from './scope.ts';
import { putStandIns } from './stand-ins.ts';
import { eitherThing, type FunctionThing, listThing, literalOf, NOTHING, type Thing, toText, unknownThing } from './thing.ts';
import type { Parameter } from './tree.ts';

/** A function may call itself so often before nobody looks any more. */
const MAX_RECURSION = 3;

export function callFunction(what: FunctionThing, given: Given | undefined, frame: Frame): Thing {
  const { program } = frame;
  const again = program.running.filter((node) => node === what.node).length;
  if (again > 0 && (again > MAX_RECURSION || !bringsNews(given))) {
    if (goesDown(given, program.given.get(what.node))) return NOTHING;
    if (given?.args.some(({ type }) => type === 'ref')) throw new StopReading('a function calls itself with functions');
    return unknownThing(`${what.node.name ?? 'function'}()`);
  }
  program.seen.add(what.node);
  const scope = openScope(what.scope);
  const inner: Frame = { ...frame, scope, returns: [] };
  if (what.self !== undefined) {
    scope.names.set('this', what.self);
    scope.names.set('super', superOf(what, what.self));
  }
  if (program.language.blockScopes && what.node.name !== undefined)
    scope.names.set('arguments', listThing(given?.args ?? [], given === undefined));
  const self = what.self !== undefined && !program.language.blockScopes ? [what.self] : [];
  bind(what.node.parameters, given && { ...given, args: [...self, ...given.args] }, self, inner);
  const outer = program.given.get(what.node);
  if (given !== undefined) program.given.set(what.node, given);
  program.running.push(what.node);
  const undo = what.replaces && putStandIns(what.replaces, frame);
  program.steps.run(what.node.body, inner);
  undo?.();
  program.running.pop();
  if (outer !== undefined) program.given.set(what.node, outer);
  return eitherThing(inner.returns);
}

/** A call of itself that a first look does not cover: with a function, or with a text that is spelled out. */
function bringsNews(given: Given | undefined): boolean {
  return given?.args.some((arg) => arg.type === 'ref' || (literalOf(arg) !== undefined && arg.type === 'text')) === true;
}

/** A walk through folders: what it finds further down lies below what it found already. */
function goesDown(given: Given | undefined, before: Given | undefined): boolean {
  return (
    given?.args.some((arg, at) => {
      const [inner, outer] = [show(toText(arg)), show(toText(before?.args[at] ?? NOTHING))];
      return arg.type === 'text' && outer !== '' && inner.startsWith(`${outer}/`) && !inner.includes('..');
    }) === true
  );
}

/** The methods of the classes above, for this object. */
function superOf(what: FunctionThing, self: Thing): Thing {
  const entries = new Map<string, Thing>([['(super)', self]]);
  for (const base of what.owner?.bases ?? [])
    if (base.type === 'class')
      for (const [name, member] of base.members)
        entries.set(name, member.type === 'function' ? { ...member, self, owner: base } : member);
  return { type: 'object', entries, rest: unknownThing('super') };
}

function bind(parameters: readonly Parameter[], given: Given | undefined, self: readonly Thing[], frame: Frame): void {
  let next = 0;
  for (const [at, { target, initial, rest, named }] of parameters.entries()) {
    const name = target.type === 'name' ? target.name : '(argument)';
    if (rest) assignTo(target, listThing(given?.args.slice(next) ?? [unknownThing(name)], given === undefined), frame);
    else if (named) assignTo(target, { type: 'object', entries: new Map(given?.named), rest: unknownThing(name) }, frame);
    else {
      const position = next++;
      const own = given === undefined ? self[position] : (given.args[position] ?? given.named.get(name));
      if (own !== undefined) assignTo(target, withInitial(own, initial, frame), frame);
      else if (initial === undefined) assignTo(target, unknownThing(name), frame);
      // Nobody knows whether somebody else gives it.
      else {
        const usual = withInitial(undefined, initial, frame);
        assignTo(target, given === undefined && at > 0 ? eitherThing([usual, unknownThing(name)]) : usual, frame);
      }
    }
  }
}
