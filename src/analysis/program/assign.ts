// A target and what is assigned to it in; the scopes, objects and modules then know it.
import { elementsOf } from './elements.ts';
import { handOn, handOnExported } from './hand-on.ts';
import { memberOf, nameOf } from './members.ts';
import { override } from './override.ts';
import type { Frame } from './program.ts';
import { isBranchSince, outermost, scopeOf } from './scope.ts';
import { tellReplaced, tellScript, tellVariable } from './tell-setting.ts';
import { eitherThing, listThing, NOTHING, type Thing, unknownThing } from './thing.ts';
import type { Expression, Target } from './tree.ts';

export function assignTo(target: Target, thing: Thing, frame: Frame): void {
  switch (target.type) {
    case 'nothing':
      return;
    case 'name': {
      const scope = target.declares ? frame.scope : (scopeOf(target.name, frame.scope) ?? outermost(frame.scope));
      scope.names.set(target.name, thing);
      return;
    }
    case 'member':
      setMember(frame.program.steps.evaluate(target.of, frame), frame.program.steps.evaluate(target.key, frame), thing, frame);
      return;
    case 'list': {
      const elements = elementsOf(thing);
      for (const [at, { target: one, rest, initial }] of target.items.entries()) {
        if (rest) assignTo(one, listThing(restOf(elements, at), elements.open), frame);
        else assignTo(one, withInitial(itemAt(elements, at), initial, frame), frame);
      }
      return;
    }
    case 'object':
      for (const { key, target: one, initial } of target.entries) {
        const value = key === undefined ? thing : memberOf(thing, frame.program.steps.evaluate(key, frame), frame);
        assignTo(one, withInitial(value, initial, frame), frame);
      }
  }
}

/** Of a list that goes on, those that come later may be like those that are known. */
function restOf({ items, open }: ReturnType<typeof elementsOf>, at: number): readonly Thing[] {
  const rest = items.slice(at);
  return open && rest.length === 0 ? items : rest;
}

function itemAt({ items, open }: ReturnType<typeof elementsOf>, at: number): Thing {
  if (!open) return items[at] ?? NOTHING;
  return items[at] ?? items.at(-1) ?? unknownThing('(item)');
}

/** A default stands where nothing is given; whether that is so, only a missing argument tells surely. */
export function withInitial(thing: Thing | undefined, initial: Expression | undefined, frame: Frame): Thing {
  if (initial === undefined) return thing ?? NOTHING;
  if (thing === undefined || thing.type === 'nothing') return frame.program.steps.evaluate(initial, frame);
  if (thing.type === 'method' || thing.type === 'unknown')
    return eitherThing([thing, frame.program.steps.evaluate(initial, frame)]);
  return thing;
}

export function setMember(of: Thing, key: Thing, thing: Thing, frame: Frame): void {
  const name = nameOf(key);
  switch (of.type) {
    case 'either':
      for (const way of of.ways) setMember(way, key, thing, frame);
      return;
    case 'object':
      tellVariable(of, key, thing, frame);
      if (name === undefined) of.rest = eitherThing([...(of.rest ? [of.rest] : []), thing]);
      else {
        const before = of.entries.get(name);
        const perhaps = of.since !== undefined && isBranchSince(of.since);
        if (perhaps && before === undefined) of.maybe = new Set(of.maybe).add(name);
        of.entries.set(name, perhaps && before !== undefined ? eitherThing([before, thing]) : thing);
      }
      return;
    case 'list': {
      const at = key.type === 'number' ? key.value : undefined;
      if (at !== undefined && at >= 0 && at < of.items.length) of.items[at] = thing;
      else {
        const values = thing.type === 'list' ? [thing, ...thing.items] : [thing];
        for (const [place, item] of of.items.entries()) of.items[place] = eitherThing([item, ...values]);
        of.items.push(...values);
      }
      return;
    }
    case 'class':
      if (name !== undefined) of.members.set(name, thing);
      return;
    case 'ref':
    case 'made': {
      const by = of.type === 'ref' ? of.name : of.by;
      if (name !== undefined) override(`${by}.${name}`, thing, frame);
      tellReplaced(`${by}.${name ?? '…'}`, thing, frame);
      tellScript(by, thing, frame);
      if (frame.program.language.exports.names.has(by)) handOnExported(name, thing, frame);
      else handOn(thing, frame);
      return;
    }
    default:
      if (of.type === 'unknown' && of.hidden) tellReplaced(of.shown, thing, frame);
      handOn(thing, frame);
  }
}
