// What a program sets in the environment, or puts in the place of a function, in; where that runs something later, an effect is told.
import type { EffectKind } from '../../effects.ts';
import { dangerOf } from '../dangerous-variables.ts';
import type { Scene } from '../scene.ts';
import { tellEffect } from '../tell-effect.ts';
import { show, type Value } from '../value.ts';
import { findApi } from './find-api.ts';
import { RUNS_THINGS } from './hand-on.ts';
import type { Frame, Given } from './program.ts';
import { literalOf, type Thing, textThing, toText } from './thing.ts';

/** Marks the environment among objects: all of it together. */
export const ENVIRONMENT = '(all)';

export function tellVariable(of: Thing, key: Thing, value: Thing, frame: Frame): void {
  const name = literalOf(key);
  if (name === undefined || of.type !== 'object' || !of.entries.has(ENVIRONMENT)) return;
  noteOwner(name, toText(value), frame.scene);
  const danger = dangerOf(name, show(toText(value)));
  if (danger !== undefined) tell(danger.kind, danger.says, frame);
}

/** `os.environ.update(A='b')`, `os.environ.setdefault('A', 'b')`. */
export function tellUpdated(of: Thing, method: string, { args, named }: Given, frame: Frame): void {
  const [first, second] = args;
  if (method === 'setdefault' && first !== undefined && second !== undefined) tellVariable(of, first, second, frame);
  if (method !== 'update') return;
  for (const [name, thing] of [...(first?.type === 'object' ? first.entries : []), ...named])
    tellVariable(of, textThing(name), thing, frame);
}

/** Whose settings a nested approve-run would take. */
export function noteOwner(name: string, value: Value, { shell }: Scene): void {
  if (/^(?:HOME|XDG_(?:CONFIG|STATE)_HOME)$/.test(name)) shell.variables.set(name, [[value]]);
}

/** `sys.stdout.write = os.system`: later calls look harmless. */
export function tellReplaced(name: string, thing: Thing, frame: Frame): void {
  if (thing.type !== 'ref' || !RUNS_THINGS.test(thing.name) || findApi(thing.name, frame.program) === undefined) return;
  tell('opaque', `cannot tell: puts ${thing.name} in the place of ${name.slice(0, 40)}`, frame);
}

/** `package["scripts"]["postinstall"] = "…"`: it runs at the next install, or when somebody asks for it. */
export function tellScript(of: string, thing: Thing, { scene }: Frame): void {
  if (thing.type !== 'text' || !/\bscripts$/.test(of)) return;
  scene.machine.runCode('bash', thing.value, { ...scene, via: [...scene.via, 'npm run'] }, scene.lineAt(0));
}

function tell(kind: EffectKind, says: string, { scene }: Frame): void {
  tellEffect(scene, { kind, says, line: scene.lineAt(0) });
}
